"""What people write above the columns of their lists, in English and Spanish, by table and column."""

from collections.abc import Mapping

_CODE = "code,id,key,número,no,clave,código,identificador"
_LANGUAGE = "language,lang,idioma,lengua"
_PLACE = "place,state,territory,region,location,town,city,lugar,estado de la república,territorio,región,"
_PLACE += "localidad,municipio,ciudad,entidad federativa,sede"
_DATE = "date,day,held on,fecha,día,fecha de la entrevista,interview date,fecha de realización"

HEADINGS: Mapping[str, Mapping[str, str]] = {
    "informant": {
        "code": _CODE + ",informant,informant code,informante,código de informante,código del informante,"
        "interviewee,persona entrevistada,clave del informante",
        "type": "type,informant type,type of informant,type of actor,type of institution,actor type,"
        "stakeholder group,tipo,tipo de informante,tipo de actor,tipo de institución,categoría",
        "sex": "sex,gender,sexo,género",
        "role": "role,position,post,job title,title,cargo,función,puesto,rol,ocupación",
        "institution": "institution,organisation,organization,entity,agency,affiliation,employer,institución,"
        "organización,entidad,dependencia,adscripción,organismo",
        "place": _PLACE,
        "consent": "consent,consent terms,terms of consent,consentimiento,términos de consentimiento,"
        "consentimiento informado,informed consent",
        "ceiling": "ceiling,attribution,attribution at most,highest attribution level,attribution level,"
        "may be cited as,techo de atribución,nivel de atribución,atribución,atribución máxima,"
        "nivel máximo de atribución",
        "document": "document,file,transcript,documento,archivo,transcripción,fichero",
        "speaker": "speaker,label,speaks as,hablante,etiqueta,voz",
    },
    "institution": {
        "name": "name,institution,organisation,organization,entity,nombre,institución,organización,entidad,"
        "dependencia",
        "aliases": "aliases,alias,other names,also known as,acronym,acronyms,abbreviation,otros nombres,"
        "siglas,acrónimo,abreviatura,también llamada,variantes",
    },
    "interview": {
        "code": _CODE + ",interview,interview code,entrevista,código de entrevista,clave de la entrevista",
        "status": "status,result,outcome,estado,estatus,situación,resultado",
        "date": _DATE,
        "mode": "mode,modality,medium,channel,modalidad,modo,medio,vía",
        "form": "form,individual or group,interview type,type,type of interview,forma,individual o grupal,"
        "tipo,tipo de entrevista",
        "informants": "informants,informant,interviewees,interviewee,participants,people,informantes,"
        "informante,personas entrevistadas,persona entrevistada,entrevistados,entrevistadas,participantes",
        "interviewer": "interviewer,interviewed by,conducted by,entrevistador,entrevistadora,"
        "persona entrevistadora,realizada por,entrevistó",
        "language": _LANGUAGE,
        "place": _PLACE,
        "guide": "guide,interview guide,guía,guía de entrevista,instrumento,instrument",
        "note": "note,notes,comment,comments,reason,remarks,nota,notas,comentarios,"
        "observaciones,motivo,razón",
        "documents": "documents,document,transcript,transcripts,file,documentos,documento,"
        "transcripción,archivo",
    },
    "document": {
        "code": _CODE + ",document,document code,documento,código de documento",
        "name": "name,file,file name,document name,nombre,archivo,nombre de archivo,fichero",
        "kind": "kind,type,kind of source,clase,tipo,tipo de fuente",
        "language": _LANGUAGE,
        "date": _DATE + ",fecha de publicación,publication date,year,año",
        "place": _PLACE,
        "category": "category,document category,categoría,rubro,categoría de documento",
        "citation": "citation,reference,bibliographic reference,cita,referencia,referencia bibliográfica",
        "interview": "interview,interview code,entrevista,código de entrevista",
        "voices": "voices,speakers,who speaks,voces,hablantes,informants,informantes",
    },
}


def headings_for(table: str, column: str) -> list[str]:
    """What may stand above a column."""
    return HEADINGS.get(table, {}).get(column, "").split(",")

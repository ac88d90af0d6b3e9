import type { Syllabus } from './syllabus.ts'

export const economics: Syllabus = [
  [
    'Recursos y escasez',
    ['¿Qué es un recurso?', 'Renovables y no renovables', 'El costo de oportunidad'],
    ['El agua', 'Cuencas y usuarios', '¿Quién paga el riego?'],
  ],
  [
    'Mercados',
    ['Oferta y demanda', 'El precio del cobre', 'Elasticidad'],
    ['Cuando el mercado falla', 'Externalidades', 'Bienes públicos'],
  ],
  [
    'Recursos comunes',
    ['La pesca', 'La anchoveta y sus vedas', 'Rendimiento sostenible'],
    ['Gobernar lo común', 'Reglas de una comunidad', 'Cuotas y permisos'],
  ],
  [
    'Minería y renta',
    ['La renta minera', 'Regalías e impuestos', 'El canon y las regiones'],
    ['La maldición de los recursos', 'Tres países, tres caminos', 'Fondos de estabilización'],
  ],
  [
    'Energía y clima',
    ['La transición energética', 'El litio del altiplano', 'Sol, viento y redes'],
    ['Poner precio al carbono', 'Impuestos o mercados', 'Quién gana y quién pierde'],
  ],
  [
    'Evaluar proyectos',
    ['Costos y beneficios', 'El valor del tiempo', 'Valorar lo que no tiene precio'],
    ['Decidir con otros', 'Consulta previa', 'Un caso: la represa'],
  ],
]

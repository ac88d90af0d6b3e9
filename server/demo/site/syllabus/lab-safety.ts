import type { Syllabus } from './syllabus.ts'

export const labSafety: Syllabus = [
  [
    'Antes de entrar',
    ['Riesgos del laboratorio', 'Ver el peligro', 'Pictogramas y etiquetas'],
    ['Protección personal', 'Bata, gafas y guantes', 'Zapatos y cabello'],
  ],
  [
    'Durante el trabajo',
    ['Sustancias químicas', 'La hoja de seguridad', 'Mezclas prohibidas'],
    ['Equipos', 'La campana de extracción', 'Vidrio, calor y electricidad'],
  ],
  [
    'Si algo sale mal',
    ['Emergencias', 'Derrames y salpicaduras', 'Fuego: qué extintor usar'],
    ['Después', 'Residuos', 'Informar sin buscar culpables'],
  ],
]

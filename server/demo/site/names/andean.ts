import type { Culture } from './culture.ts'

export const andean: Culture = {
  acceptLanguage: 'es-PE,es;q=0.9,en;q=0.5',
  language: 'es',
  places: [
    { city: 'Lima', country: 'PE', utcOffset: -5 },
    { city: 'Cusco', country: 'PE', utcOffset: -5 },
    { city: 'Quito', country: 'EC', utcOffset: -5 },
    { city: 'La Paz', country: 'BO', utcOffset: -4 },
    { city: 'Bogotá', country: 'CO', utcOffset: -5 },
    { city: 'Santiago', country: 'CL', utcOffset: -4 },
  ],
  restDays: [0, 6],
  feminine:
    'Valentina Camila Illari Rosa Killa Daniela Luz Sofía Qori Mariana Nayra Paola Ximena Beatriz Sisa Julieta'.split(
      ' ',
    ),
  masculine:
    'Diego Inti Santiago Andrés Rumi Joaquín Tomás Amaru Luis Nicolás Wayra Óscar Sebastián Raúl Illapa Martín'.split(
      ' ',
    ),
  family:
    'Mamani Huamán Condori Flores Choque Rojas Yupanqui Vargas Ccori Paredes Tupac Salazar Apaza Mendoza Cárdenas Chávez Ñahui Cuéllar Quiroga Espinoza Ticona Benavides Poma Zambrano'.split(
      ' ',
    ),
}

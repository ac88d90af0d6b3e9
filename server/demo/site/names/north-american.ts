import type { Culture } from './culture.ts'

export const northAmerican: Culture = {
  acceptLanguage: 'en-US,en;q=0.9',
  language: 'en',
  places: [
    { city: 'Toronto', country: 'CA', utcOffset: -5 },
    { city: 'Minneapolis', country: 'US', utcOffset: -6 },
    { city: 'Albuquerque', country: 'US', utcOffset: -7 },
    { city: 'Halifax', country: 'CA', utcOffset: -4 },
  ],
  restDays: [0, 6],
  feminine: 'Grace Naomi Harper Ruth Delia Simone Aiyana Joyce Tessa Imani Clara Maeve'.split(' '),
  masculine: 'Elijah Owen Marcus Theo Caleb Winston Isaac Noah Desmond Russell Levi Amos'.split(' '),
  family:
    'Whitaker Begay Thompson Fontaine Ellison Brooks Tremblay Hughes Ramirez Sinclair Walsh Okonjo Beaulieu Carver Novak Pruitt'.split(
      ' ',
    ),
}

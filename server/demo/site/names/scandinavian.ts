import type { Culture } from './culture.ts'

export const scandinavian: Culture = {
  acceptLanguage: 'nb-NO,nb;q=0.9,en;q=0.8',
  language: 'no',
  places: [
    { city: 'Bergen', country: 'NO', utcOffset: 1 },
    { city: 'Tromsø', country: 'NO', utcOffset: 1 },
    { city: 'Uppsala', country: 'SE', utcOffset: 1 },
    { city: 'Århus', country: 'DK', utcOffset: 1 },
    { city: 'Tampere', country: 'FI', utcOffset: 2 },
  ],
  restDays: [0, 6],
  feminine: 'Astrid Sigrid Freja Åse Linnea Tuva Aino Maren Signe Elin Ronja Solveig'.split(' '),
  masculine: 'Lars Bjørn Eirik Mikkel Anders Sindre Jussi Torsten Emil Håkon Oskar Nils'.split(' '),
  family:
    'Hansen Lindqvist Dahl Nygård Bergström Haugen Sørensen Virtanen Moen Ekström Lie Kristoffersen Åkesson Strand Jokinen Vik'.split(
      ' ',
    ),
}

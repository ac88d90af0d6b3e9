import type { Culture } from './culture.ts'

export const southAsian: Culture = {
  acceptLanguage: 'en-IN,en;q=0.9,hi;q=0.7',
  language: 'hi',
  places: [
    { city: 'Pune', country: 'IN', utcOffset: 5.5 },
    { city: 'Kochi', country: 'IN', utcOffset: 5.5 },
    { city: 'Dhaka', country: 'BD', utcOffset: 6 },
    { city: 'Lahore', country: 'PK', utcOffset: 5 },
    { city: 'Kandy', country: 'LK', utcOffset: 5.5 },
    { city: 'Pokhara', country: 'NP', utcOffset: 5.75 },
  ],
  restDays: [0, 6],
  feminine: 'Ananya Priya Meera Nusrat Kavya Lakshmi Ayesha Ishita Dilani Sunita Tara Fariha'.split(' '),
  masculine: 'Arjun Rahul Imran Vikram Sandeep Rohan Tanvir Kabir Nuwan Dev Suresh Bikash'.split(' '),
  family:
    'Sharma Nair Rahman Patel Iyer Khan Perera Das Joshi Chowdhury Reddy Thapa Menon Malik Banerjee Gurung Kulkarni Silva'.split(
      ' ',
    ),
}

import type { Culture } from './culture.ts'

export const westAfrican: Culture = {
  acceptLanguage: 'en-GB,en;q=0.9,fr;q=0.6',
  language: 'en',
  places: [
    { city: 'Lagos', country: 'NG', utcOffset: 1 },
    { city: 'Enugu', country: 'NG', utcOffset: 1 },
    { city: 'Accra', country: 'GH', utcOffset: 0 },
    { city: 'Dakar', country: 'SN', utcOffset: 0 },
    { city: 'Freetown', country: 'SL', utcOffset: 0 },
    { city: 'Abidjan', country: 'CI', utcOffset: 0 },
  ],
  restDays: [0, 6],
  feminine: 'Adaeze Abena Fatou Ngozi Aminata Efua Chiamaka Yaa Mariama Folake Akosua Zainab Ifeoma Awa'.split(' '),
  masculine: 'Kwame Chinedu Mamadou Tunde Kofi Ibrahim Emeka Ousmane Yaw Babatunde Sekou Obinna Kojo Cheikh'.split(' '),
  family:
    'Mensah Adeyemi Diallo Nwosu Owusu Traoré Eze Kamara Boateng Ndiaye Balogun Koroma Asante Koné Bello Sarr Okeke Sesay'.split(
      ' ',
    ),
}

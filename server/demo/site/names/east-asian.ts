import type { Culture } from './culture.ts'

export const eastAsian: Culture = {
  acceptLanguage: 'en-US,en;q=0.9,zh;q=0.7',
  language: 'zh',
  places: [
    { city: 'Taipei', country: 'TW', utcOffset: 8 },
    { city: 'Chengdu', country: 'CN', utcOffset: 8 },
    { city: 'Seoul', country: 'KR', utcOffset: 9 },
    { city: 'Osaka', country: 'JP', utcOffset: 9 },
    { city: 'Hà Nội', country: 'VN', utcOffset: 7 },
  ],
  restDays: [0, 6],
  feminine: 'Mei Yuna Xiaoling Sakura Hana Jiayi Minseo Linh Yuki Shufen Eunji Thảo'.split(' '),
  masculine: 'Wei Haruto Jun Minho Ren Zhiyuan Taeyang Hao Kenji Bolin Seojun Quân'.split(' '),
  family: 'Chen Kim Tanaka Wang Nguyễn Park Lin Suzuki Zhao Lê Choi Yamamoto Huang Trần Liu Kobayashi'.split(' '),
  familyNameFirst: true,
}

import type { ColumnFacts } from './column-facts.ts'

/** The end of a name: `password`, `smtp_password`, `api_key`. */
const secret =
  /(^|_)(passwords?|passwd|pwd|passphrase|secrets?|tokens?|credentials?|salt|otp|pin|api_?key|access_?key|secret_?key|private_?key|signing_?key|encryption_?key|session_?key|license_?key|hmac|signature)$/
const mail = /(^|_)e?mail(_?address)?$/
const userId = /(^|_)(user|student|learner|person|account|owner|author|creator|member)_?id$|_by_id$/
const whose = /^(lms_|edx_)?(user|student|learner)_?id$/
const username = /(^|_)(user_?name|login)$/
const personal =
  /(^|_)(first|last|full|given|family|middle|nick|maiden|sur|real|legal)_?name$|(^|_)surname$|phone|mobile_?number|(^|_)(street|postal|zip|mailing|home|ip)_?(address|code)?$|ip_?addr|birth|(^|_)(dob|age|gender|sex|ssn|passport|nationality|ethnicity|religion|bio|avatar|address|latitude|longitude)$/

/** What a column that is in no list of ours tells of people, as far as its name says. */
export function guessFacts(column: string): ColumnFacts {
  const name = column.toLowerCase()
  if (secret.test(name)) return { dataClass: 'secret', because: 'name' }
  if (mail.test(name)) return { dataClass: 'personal', names: 'mail', isWhose: name === 'email', because: 'name' }
  if (userId.test(name)) {
    return { dataClass: 'identifier', names: 'userId', isWhose: whose.test(name), because: 'name' }
  }
  if (username.test(name)) {
    return { dataClass: 'identifier', names: 'username', isWhose: name === 'username', because: 'name' }
  }
  if (personal.test(name)) return { dataClass: 'personal', because: 'name' }
  return { dataClass: 'plain', because: 'unknown' }
}

import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/** Far cheaper than the server's 260,000 rounds: a roster of a thousand people is to take seconds here, not minutes. */
const COST = 256;
const LENGTH = 32;

/** A password as the campus keeps it: salted and hashed. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(12);
  return `${salt.toString('hex')}$${(await derived(password, salt)).toString('hex')}`;
}

/** Whether `password` is the one behind `stored`. */
export async function isPassword(password: string, stored: string): Promise<boolean> {
  const [salt = '', hash = ''] = stored.split('$');
  const known = Buffer.from(hash, 'hex');
  const given = await derived(password, Buffer.from(salt, 'hex'));
  return known.length === given.length && timingSafeEqual(known, given);
}

function derived(password: string, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password, salt, LENGTH, { N: COST }, (error, key) => (error ? reject(error) : resolve(key)));
  });
}

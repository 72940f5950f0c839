import { open } from 'node:fs/promises';
import { LOCALES, word } from '../kolibriWords/words.ts';

/** More than the first columns of any language take. */
const HEAD_BYTES = 1024;

/**
 * False if the columns of saved usage logs are those of another language: somebody else has exported the same days in it between our job
 * and our download, and the server keeps one file for all (Kolibri protocol, section 4.2). A header that is no known language's is
 * nobody's. Fails as the disk does.
 */
export async function isInLanguage(path: string, locale: string): Promise<boolean> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    const head = new TextDecoder().decode(buffer.subarray(0, bytesRead));
    const begins = (language: string): boolean =>
      head.startsWith(`${word(language, 'facilityName')},${word(language, 'username')},`);
    return begins(locale) || ![...LOCALES].some(begins);
  } finally {
    await file.close();
  }
}

import { codePoints } from '../text/codePoints.ts';
import { word } from '../../../kolibriWords/words.ts';
import type { LineError } from './lineError.ts';
import type { Wanted } from './matchRows.ts';
import { pythonInt } from './pythonInt.ts';

/** Stage E: what the model says of a person who is saved all the same (Kolibri protocol, section 6.5). */
export function checkModel(wanted: Wanted, facilityName: string, locale: string): readonly LineError[] {
  const { username, fullName, birthYear, idNumber } = wanted;
  const errors: LineError[] = [];
  const row = `"${fullName === '' ? username : fullName}"@"${facilityName}"`;
  const tooLong = (field: string, value: string, most: 16 | 64 | 120): void => {
    if (codePoints(value) > most)
      errors.push({ row, message: word(locale, `atMost${most}`, codePoints(value)), field, value });
  };
  if (codePoints(username) > 30) {
    const message = 'Required. 30 characters or fewer. Letters and digits only';
    errors.push({ row, message, field: 'username', value: username });
  }
  tooLong('full_name', fullName, 120);
  const year = pythonInt(birthYear);
  if (year !== undefined && year > 3000) {
    const message = `Birth year ${birthYear} is invalid, as it is after the year 3000`;
    errors.push({ row, message, field: 'birth_year', value: birthYear });
  } else tooLong('birth_year', birthYear, 16);
  tooLong('id_number', idNumber, 64);
  return errors;
}

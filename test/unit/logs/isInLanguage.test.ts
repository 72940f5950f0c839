import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isInLanguage } from '../../../src/core/logs/isInLanguage.ts';
import { scratchFolder } from '../exports/scratch.ts';

describe('isInLanguage', () => {
  const folder = scratchFolder();
  const fileOf = (text: string): string => {
    const path = join(folder(), 'logs.csv');
    writeFileSync(path, text);
    return path;
  };

  it('knows the columns of the language that was asked for, and those of another', async () => {
    const english = fileOf('\ufeffFacility name,Username,User type,Channel id\r\nA,b,Learner,c\r\n');
    assert.deepEqual([await isInLanguage(english, 'en'), await isInLanguage(english, 'de')], [true, false]);
    const german = fileOf('\ufeffEinrichtungsname,Benutzername,Benutzertyp\r\n');
    assert.deepEqual([await isInLanguage(german, 'en'), await isInLanguage(german, 'de')], [false, true]);
  });

  it('has nothing against a header that is no known language’s', async () => {
    for (const text of ['', 'Anlage,Nutzer\r\n', 'Facility name;Username\r\n'])
      assert.equal(await isInLanguage(fileOf(text), 'en'), true);
  });
});

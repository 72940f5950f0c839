import assert from 'node:assert/strict';
import { openImportStage, type ImportStage } from './importStage.ts';

describe('Kolibri: importing a roster', () => {
  let stage: ImportStage;
  before(async () => (stage = await openImportStage()));
  afterEach(() => stage.clear());
  after(() => stage.close());

  it('creates users with roles, classes and everything else of their rows', async () => {
    const before = await stage.told();
    const states = await stage.run(
      await stage.order([
        ',nia,pw-nia,Nia Long,LEARNER,a7,2011,female,New A,',
        ',obi,pw-obi,,CLASS_COACH,,,,,"New A,New B"',
        ',pam,pw-pam,Pam,ADMIN,,,NOT_SPECIFIED,,',
        ',ray,pw-ray,Ray,FACILITY_COACH,,,,,new b',
      ]),
    );
    assert.deepEqual(states.at(-1), { kind: 'done', asPreviewed: true, report: 'report' });
    const added = (await stage.told()).filter((line) => !before.includes(line));
    assert.deepEqual(added, [
      'class New A',
      'class New B',
      'nia|Nia Long|A7|2011|FEMALE||New A',
      'obi|||||classroom assignable coach+coach of New A+coach of New B|',
      'pam|Pam|||NOT_SPECIFIED|admin|',
      'ray|Ray||||coach+coach of New B|',
    ]);
  });
});

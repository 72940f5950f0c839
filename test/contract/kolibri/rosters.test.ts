import assert from 'node:assert/strict';
import { snapshotOf } from '../../../src/core/platform/snapshotOf.ts';
import type { RosterSnapshot } from '../../../src/core/roster/snapshot/rosterSnapshot.ts';
import { comparableReport } from '../../kolibri/comparableReport.ts';
import { madeFiles, type MadeFile } from '../../kolibri/madeFiles.ts';
import { predictAnswer } from '../../kolibri/predictAnswer.ts';
import { Random } from '../../unit/roster/random.ts';
import { dryRuns, type TryFile } from './dryRuns.ts';
import school from './school.json' with { type: 'json' };
import { clientOf, never, placesBelow, serverUrl } from './server.ts';

const FILES = 520;
/** The same files in every run. */
const SEED = 20_261_122;
/** The sample campus takes its time over jobs, as servers do: every fourth file shows as much of it. */
const EVERY = process.env['LECTERN_KOLIBRI_URL'] === undefined ? 4 : 1;
/** How many dry runs wait at once: twice as many as the server has threads for, so that none of those waits. */
const AT_ONCE = 8;
const LOCALES = ['de', 'ar', 'fr-fr'];

type Asked = { readonly file: MadeFile; readonly locale: string };

describe('Kolibri: what the rules say of a users file', () => {
  let snapshot: RosterSnapshot;
  let tryFile: TryFile;
  let files: readonly MadeFile[];

  before(async () => {
    const client = clientOf(school.superuser);
    const places = await placesBelow(client, undefined, 'facility');
    const { id, name } = places.find((place) => place.name === school.facility)!;
    snapshot = snapshotOf(await client.roster!.state({ id, name }, never));
    await client.close();
    tryFile = await dryRuns(serverUrl(), school.superuser, id);
    const made = madeFiles(snapshot, new Random(SEED), FILES);
    assert.ok(made.length >= 500);
    files = made.filter((_, n) => n % EVERY === 0);
  });

  /** Tries files, several at once, and gives those of which the server says something else than the rules. */
  async function differing(asked: readonly Asked[]): Promise<readonly unknown[]> {
    const differences: unknown[] = [];
    const kinds = new Map<string, number>();
    const queue = [...asked];
    const work = async (): Promise<void> => {
      for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
        const { file, locale } = next;
        const inEnglish = locale === 'en';
        const answer = await tryFile({ ...file, locale });
        const kind =
          answer.kind === 'processed' && answer.lines.length > 0 ? 'processed with errors' : answer.kind;
        kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
        const said = comparableReport(answer, inEnglish);
        const expected = comparableReport(predictAnswer(file.bytes, snapshot, file.isDelete), inEnglish);
        try {
          assert.deepEqual(said, expected);
        } catch {
          differences.push({ name: file.name, locale, said, expected });
        }
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    console.log(
      `      agreement in ${[...new Set(asked.map(({ locale }) => locale))].join(', ')}: ${asked.length - differences.length} of ${asked.length}`,
    );
    // One sort of answer alone would prove little.
    assert.ok(kinds.size >= 4, [...kinds].join());
    console.log(`      ${[...kinds].map(([kind, count]) => `${count} ${kind}`).join(', ')}`);
    return differences;
  }

  it('is what the server’s dry run says of made files, word for word', async function () {
    this.timeout(600_000);
    const differences = await differing(files.map((file) => ({ file, locale: 'en' })));
    assert.deepEqual(differences, []);
  });

  it('names the same rows and fields as the server does in three other languages', async function () {
    this.timeout(600_000);
    const differences = await differing(
      files.map((file, n) => ({ file, locale: LOCALES[n % LOCALES.length]! })),
    );
    assert.deepEqual(differences, []);
  });
});

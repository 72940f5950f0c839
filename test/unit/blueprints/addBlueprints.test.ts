import assert from 'node:assert/strict';
import { readBlueprints } from '../../../src/core/blueprints/file/readBlueprints.ts';
import { addBlueprints, type Sending } from '../../../src/core/blueprints/send/addBlueprints.ts';
import type { CourseBlueprints } from '../../../src/core/platform/courseBlueprints.ts';
import { fail, type Failure } from '../../../src/core/platform/failure.ts';

const COURSE = { id: 'c', name: 'Course' };
const OFFLINE: Failure = { kind: 'offline', host: 'example.org', code: 'ECONNRESET' };
const noStop = new AbortController().signal;

/** A server that does with what it is sent what it is told, attempt by attempt: how many it takes, and whether its answer arrives. */
function server(had: readonly string[], attempts: { takes?: number; then?: Failure; says?: number }[]) {
  const names = [...had];
  const sent: (readonly string[])[] = [];
  let deaf = false;
  const port: CourseBlueprints = {
    names: () => (deaf ? Promise.reject(new Error('nobody foresaw this')) : Promise.resolve([...names])),
    async add(_course, bytes) {
      const { blueprints } = await readBlueprints(bytes);
      const all = blueprints.map(({ name = '' }) => name);
      sent.push(all);
      const { takes = all.length, then, says = takes } = attempts.shift() ?? {};
      names.push(...all.slice(0, takes));
      return then ? fail(then) : says;
    },
    file: () => Promise.reject(new Error('nobody asks for it')),
  };
  return { port, names, sent, goDeaf: (yes: boolean) => void (deaf = yes) };
}

async function sendingOf(entries: readonly object[], chosen = entries.map((_, i) => i)): Promise<Sending> {
  const file = await readBlueprints(Buffer.from(JSON.stringify(entries)));
  return { course: COURSE, file, chosen: new Set(chosen) };
}

const page = (name: string): object => ({ name, content: `# ${name}` });

describe('sending blueprints', () => {
  it('sends those that are chosen, once', async () => {
    const { port, names, sent } = server(['A'], []);
    const sending = await sendingOf([page('A'), page('B'), page('C')], [0, 2]);
    const { added, failure } = await addBlueprints(port, sending, noStop);
    assert.equal(failure, undefined);
    assert.deepEqual([...added], [0, 2]);
    assert.deepEqual(sent, [['A', 'C']]);
    assert.deepEqual(names, ['A', 'A', 'C']);
  });

  it('says which of them have arrived, and sends the rest only', async () => {
    const { port, names, sent } = server(['B'], [{ takes: 2, then: OFFLINE }]);
    const first = await addBlueprints(port, await sendingOf(['A', 'B', 'C', 'D', 'E'].map(page)), noStop);
    assert.deepEqual(first.failure, OFFLINE);
    assert.deepEqual([...first.added], [0, 1]);
    const again = await addBlueprints(port, first.sending, noStop);
    assert.equal(again.failure, undefined);
    assert.equal(again.added.size, 5);
    assert.deepEqual(sent, [
      ['A', 'B', 'C', 'D', 'E'],
      ['C', 'D', 'E'],
    ]);
    assert.deepEqual(names, ['B', 'A', 'B', 'C', 'D', 'E']);
  });

  it('does not believe a server that takes fewer and says so', async () => {
    const { port, names } = server([], [{ takes: 1 }]);
    const first = await addBlueprints(port, await sendingOf(['A', 'B'].map(page)), noStop);
    assert.equal(first.failure?.kind, 'unexpectedAnswer');
    assert.deepEqual([...first.added], [0]);
    assert.equal((await addBlueprints(port, first.sending, noStop)).failure, undefined);
    assert.deepEqual(names, ['A', 'B']);
  });

  it('has sent everything where only the answer was lost', async () => {
    const { port, names } = server([], [{ then: OFFLINE }]);
    const { added, failure } = await addBlueprints(port, await sendingOf(['A', 'B'].map(page)), noStop);
    assert.equal(failure, undefined);
    assert.equal(added.size, 2);
    assert.deepEqual(names, ['A', 'B']);
  });

  it('asks before it sends again what may have arrived', async () => {
    const { port, names, sent, goDeaf } = server(['A'], [{ takes: 1, then: OFFLINE }]);
    const sending = await sendingOf([page('A'), page('A'), { content: 'nameless' }]);
    const broken: CourseBlueprints = {
      ...port,
      add: (...args) => {
        goDeaf(true);
        return port.add(...args);
      },
    };
    const first = await addBlueprints(broken, sending, noStop);
    assert.deepEqual(first.failure, OFFLINE);
    assert.deepEqual([...first.added], [], 'nobody knows');
    goDeaf(false);
    assert.equal((await addBlueprints(port, first.sending, noStop)).failure, undefined);
    assert.deepEqual(sent[1], ['A', '']);
    assert.deepEqual(names, ['A', 'A', 'A', '']);
  });

  it('sends nothing where the course cannot be asked, or it is cancelled', async () => {
    const { port, sent, goDeaf } = server([], []);
    goDeaf(true);
    const sending = await sendingOf([page('A')]);
    assert.equal((await addBlueprints(port, sending, noStop)).failure?.kind, 'serverFault');
    const cancelled: CourseBlueprints = { ...port, names: () => fail({ kind: 'cancelled' }) };
    assert.deepEqual((await addBlueprints(cancelled, sending, noStop)).failure, { kind: 'cancelled' });
    assert.deepEqual(sent, []);
  });
});

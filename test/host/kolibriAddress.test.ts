import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Http } from '../../src/core/platform/http.ts';
import { askKolibri, type KolibriAnswers } from '../../src/features/connections/askKolibri.ts';
import type { Answers } from '../../src/features/connections/addConnection.ts';
import { BACK, type Back } from '../../src/host/wizard.ts';
import { until } from '../until.ts';
import { lectern } from './lectern.ts';

const PROMPT = 'Address of the Kolibri server, as in the browser';
const INFO = { application: 'kolibri', kolibri_version: '0.19.5', device_name: 'Far Away' };

/** Every address leads to a Kolibri; nothing goes through the network. */
const http: Http = {
  send: () => Promise.resolve({ status: 200, headers: {}, text: JSON.stringify(INFO) }),
  open: () => Promise.reject(new Error('Nothing is downloaded here.')),
};

describe('the address of a Kolibri server', () => {
  /** Asks the next question of the wizard, and presses Enter until it is answered. */
  const answered = async (
    known: KolibriAnswers,
    { typed = '', down = 0 }: { readonly typed?: string; readonly down?: number } = {},
  ): Promise<Answers | Back | undefined> => {
    const { services } = await lectern();
    const clients = new Proxy(services.clients, {
      get: (target, key): unknown =>
        key === 'http' ? () => Promise.resolve(http) : Reflect.get(target, key, target),
    });
    const page = { title: 'Add Connection', drafts: new Map([[PROMPT, typed]]) };
    const step = askKolibri(known, { ...services, clients }, page);
    assert.ok(step);
    let answer: { readonly value: Answers | Back | undefined } | undefined;
    const asked = step(known, 1).then((value) => (answer = { value }));
    for (let moved = 0; moved < down; moved += 1)
      await vscode.commands.executeCommand('workbench.action.quickOpenSelectNext');
    await until('the answer', async () => {
      await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      return answer;
    });
    return (await asked).value;
  };
  const server = async (typed: string): Promise<KolibriAnswers> => {
    const answer = await answered({ platform: 'kolibri' }, { typed });
    assert.ok(answer !== undefined && answer !== BACK && answer.platform === 'kolibri');
    return answer;
  };

  it('is warned of where a password would cross the internet in clear text', async () => {
    assert.equal((await server('http://kolibri.example.org')).warn, true);
    assert.equal((await server('http://93.184.215.14:8080/school')).warn, true);
  });

  it('is not warned of with https, or within the building', async () => {
    for (const typed of ['https://kolibri.example.org', 'kolibri.example.org', 'http://192.168.0.10:8080'])
      assert.equal((await server(typed)).warn, false, typed);
  });

  it('is asked for again unless the user says that it is to be so', async () => {
    const known = await server('http://kolibri.example.org');
    assert.equal(await answered(known), BACK, 'Enter goes back');
    const accepted = await until('the other answer', async () => {
      // A key that comes before the list is there moves nothing: then Enter goes back, and it is asked again.
      const answer = await answered(known, { down: 1 });
      return answer === BACK ? undefined : answer;
    });
    assert.ok(accepted.platform === 'kolibri');
    assert.equal(accepted.warn, false);
    assert.equal(accepted.server?.baseUrl, 'http://kolibri.example.org');
  });
});

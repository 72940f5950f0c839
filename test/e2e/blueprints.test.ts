import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import * as v from 'valibot';
import { makeAuthority } from '../git/authority.ts';
import { startGitServer, type GitServer } from '../git/gitServer.ts';
import { makeRepository } from '../git/makeRepository.ts';
import { until } from '../until.ts';
import { onStage } from './onStage.ts';

const COURSE = 'Introduction to Programming with Python';
const FILE = JSON.stringify(
  [
    { name: 'Coding problem', layout: '2-panels', content: '# A problem\n\nSolve it in **two** ways.\n' },
    {
      name: 'Übung – 練習',
      layout: '1-panel',
      content: '# Übung\n\n* eins\n* zwei ![x](https://127.0.0.1:1/x.png)\n',
    },
    { name: 'Reading list', content: '' },
  ],
  undefined,
  2,
);
const Blueprints = v.object({ blueprints: v.array(v.object({ name: v.string() })) });

/** What is typed into the field for the address, and what is said about it. */
const REFUSED: readonly (readonly [typed: string, said: RegExp])[] = [
  ['git@github.com:owner/repository.git', /This is an SSH address/],
  ['ssh://git@example.org/repository.git', /This is an SSH address/],
  ['git://example.org/repository.git', /Addresses of the kind git: are not used/],
  ['file:///home/me/repository.git', /This is a path on a computer/],
  ['/home/me/repository', /This is a path on a computer/],
  ['C:\\repository', /This is a path on a computer/],
  ['http://example.org/repository.git', /Plain HTTP is not secure/],
  ['ext::sh -c id', /Addresses of the kind ext: are not used/],
  ['https://me:secret@example.org/repository.git', /There is a user name or a password in the address/],
  ['--upload-pack=id', /An address must not begin with a hyphen/],
  ['https://example.org/a.git?x=1', /has no “\?” and no “#”/],
  ['https://example.org/%0aid', /There is an invisible character/],
  ['example', /This is not the address of a repository/],
  [' ', /Enter the HTTPS address of the repository/],
];

for (const withGit of [true, false])
  describe(`blueprints, ${withGit ? 'with git' : 'with git taken off the PATH'}`, () => {
    let git: GitServer;
    const stage = onStage(`blueprints-${withGit ? 'git' : 'builtin'}`, {
      connected: true,
      prepare: async (folder) => {
        const authority = await makeAuthority();
        const caFile = join(folder, 'authority.pem');
        writeFileSync(caFile, authority.ca);
        const root = join(folder, 'repositories');
        await makeRepository(root, 'host.git', {
          commits: [
            { ref: 'refs/heads/main', files: [['README.md', '# Hello']] },
            {
              ref: 'refs/heads/feature/pages',
              files: [
                ['blueprints/course-blueprints.json', FILE],
                ['package.json', '{}'],
                ['blueprints/linked.json', { link: 'course-blueprints.json' }],
              ],
            },
          ],
        });
        git = await startGitServer(root, authority);
        const empty = join(folder, 'no-programs');
        mkdirSync(empty);
        return {
          settings: { 'lectern.network.caFile': caFile },
          // As from the command line: else the host asks a login shell for its PATH.
          ...(!withGit && { env: { PATH: empty, VSCODE_CLI: '1' } }),
        };
      },
    });
    after(() => git.close());

    const input = (): Locator => stage().workbench.quickInput.locator('.quick-input-box input').first();
    const says = (text: RegExp): Promise<void> =>
      stage().workbench.quickInput.locator('.quick-input-message').filter({ hasText: text }).waitFor();
    const asks = (placeholder: RegExp): Promise<void> =>
      stage().workbench.quickInput.getByPlaceholder(placeholder).waitFor();
    const enter = async (value: string): Promise<void> => {
      await input().fill(value);
      await input().press('Enter');
    };
    const row = (text: string | RegExp): Locator =>
      stage().workbench.quickInput.locator('.monaco-list-row', { hasText: text });
    const start = async (choice: string): Promise<void> => {
      const { workbench } = stage();
      await workbench.menu(workbench.rows(COURSE, 'Courses'), 'Import Blueprints');
      await asks(/Where are the blueprints/);
      await workbench.choose(choice);
    };
    const ADDRESS = /HTTPS address of the repository/;
    /** Answers the three questions about a file in a repository, each when it is asked. */
    const describeFile = async (url: string, path: string, ref: string): Promise<void> => {
      await says(ADDRESS);
      await enter(url);
      await says(/Path of the file/);
      await enter(path);
      await says(/Branch, tag or commit/);
      await enter(ref);
    };
    const escape = async (): Promise<void> => {
      const { workbench } = stage();
      await workbench.page.keyboard.press('Escape');
      await workbench.quickInput.waitFor({ state: 'hidden' });
    };
    const ok = (): Promise<void> =>
      stage().workbench.quickInput.locator('.quick-input-action .monaco-button', { hasText: 'OK' }).click();
    const said = async (text: RegExp): Promise<void> => {
      const { workbench } = stage();
      await workbench.notification(text).waitFor();
      await workbench.command('Notifications: Clear All Notifications');
    };
    /** Of more than three notifications in 800 ms VS Code shows three, and puts the others into its list. */
    const restOfToasts = (): Promise<void> => stage().workbench.page.waitForTimeout(1_000);
    const inCourse = async (): Promise<readonly string[]> => {
      const { campus, sandbox } = stage();
      const course = (await sandbox.courses()).find(({ name }) => name === COURSE);
      assert.ok(course);
      const answer = await fetch(`${campus.origin}/__sandbox/courses/${course.id}/blueprints`, {
        headers: { 'X-Sandbox': '1' },
      });
      return v.parse(Blueprints, await answer.json()).blueprints.map(({ name }) => name);
    };

    if (withGit)
      it('refuses every address that is not a public one over HTTPS, each in one sentence', async () => {
        await start('Git Repository');
        await says(ADDRESS);
        for (const [typed, sentence] of REFUSED) {
          await enter(typed);
          await says(sentence);
        }
        await enter(`${git.origin}/smart/host.git`);
        await says(/Path of the file/);
        for (const [typed, sentence] of [
          ['', /Enter the path of the file/],
          ['../x.json', /must stay inside/],
          ['.git/config', /must stay inside/],
          ['blueprints/', /This is a folder/],
          ['-x.json', /must not begin with a hyphen/],
        ] as const) {
          await enter(typed);
          await says(sentence);
        }
        await stage().workbench.shot('blueprints-refused');
        await enter('a.json');
        await says(/Branch, tag or commit/);
        for (const [typed, sentence] of [
          ['--exec=id', /must not begin with a hyphen/],
          ['a..b', /cannot be the name of a branch/],
        ] as const) {
          await enter(typed);
          await says(sentence);
        }
        assert.deepEqual(git.requests, [], 'nothing was asked of the server');
        await escape();
      });

    it('derives the clone URL of a page, offers the files that there are, and imports those that are ticked', async () => {
      const { workbench } = stage();
      await start('Git Repository');
      await says(ADDRESS);
      await enter(`${git.origin}/smart/host/-/blob/feature/pages/blueprints/corse.json`);
      await asks(/What you entered leads to this address/);
      await row(`${git.origin}/smart/host.git`).first().waitFor();
      await workbench.shot(`blueprints-page-${withGit}`);
      await row(/pages\/blueprints\/corse\.json/).click();
      await asks(/The repository has no file blueprints\/corse\.json\. Choose one of its JSON files\./);
      await workbench.shot(`blueprints-files-${withGit}`);
      await row('blueprints/course-blueprints.json').click();
      await asks(/The course has 2 blueprints; nothing is overwritten/);
      await row('Coding problem').filter({ hasText: 'in the course already: both will exist' }).waitFor();
      await row('Reading list').filter({ hasText: 'It has no content.' }).waitFor();
      await row('Übung').hover();
      await row('Übung').locator('[aria-label="Preview"]').click();
      const preview = await workbench.webview('.markdown-body li');
      await preview.locator('li', { hasText: 'zwei' }).waitFor();
      assert.equal(await preview.locator('img').count(), 0, 'nothing is fetched from where a stranger says');
      await workbench.shot(`blueprints-preview-${withGit}`);
      await row('Reading list').click();
      // Another question takes the place of this one; nothing of it is lost.
      await workbench.page.keyboard.press('F1');
      await asks(/Type the name of a command to run/);
      await escape();
      await workbench
        .notification(/Nothing of course-blueprints\.json is imported into/)
        .locator('.monaco-button', { hasText: 'Back to the Preview' })
        .click();
      await asks(/The course has 2 blueprints; nothing is overwritten/);
      // The campus takes one, and fails.
      await stage().sandbox.turn({ blueprintsTaken: 1 });
      await restOfToasts();
      await ok();
      const partly = workbench.notification(/1 of 2 blueprints are imported into .*: “Coding problem”\./);
      await partly.waitFor();
      await workbench.shot(`blueprints-partly-${withGit}`);
      await restOfToasts();
      await partly.locator('.monaco-button', { hasText: 'Try Again' }).click();
      await said(/2 blueprints are imported into Introduction to Programming with Python\./);
      assert.deepEqual((await inCourse()).slice(2), ['Coding problem', 'Übung – 練習']);
      // git names itself alone, what is built in says whose it is, and whatever else asks is no client of Git.
      const clients = [...git.agents].filter((agent) => agent.startsWith('git/'));
      assert.ok(clients.length > 0, [...git.agents].join());
      for (const agent of clients)
        assert.match(
          agent,
          withGit ? /^git\/\S+$/ : /^git\/2\.40 \(Lectern\/\S+\)$/,
          'the other way was taken',
        );
    });

    it('offers again what was fetched before', async () => {
      const { workbench } = stage();
      await start('blueprints/course-blueprints.json');
      await asks(/The course has 4 blueprints/);
      assert.equal(await row('both will exist').count(), 2);
      await workbench.shot(`blueprints-again-${withGit}`);
      await escape();
    });

    it('says what is wrong with what is no file, and lets the address be changed', async () => {
      const { workbench } = stage();
      await start('Git Repository');
      await describeFile(`${git.origin}/private/host.git`, 'a.json', '');
      const failed = workbench.notification(/The server wants a sign-in for this repository/);
      await failed.waitFor();
      await workbench.page.mouse.move(200, 600);
      await workbench.shot(`blueprints-private-${withGit}`);
      await failed.locator('.monaco-button', { hasText: 'Change' }).click();
      await says(ADDRESS);
      assert.match(await input().inputValue(), /private\/host\.git$/, 'what was typed is still there');
      await restOfToasts();
      await describeFile(`${git.origin}/cut/host.git`, 'a.json', '');
      const broken = workbench.notification(/The connection to 127\.0\.0\.1:\d+ broke off/);
      await broken.locator('.monaco-button', { hasText: 'Try Again' }).waitFor();
      await workbench.page.mouse.move(200, 600);
      await workbench.shot(`blueprints-broken-${withGit}`);
      await restOfToasts();
      await broken.locator('.monaco-button', { hasText: 'Change' }).click();
      await says(ADDRESS);
      await describeFile(`${git.origin}/smart/host.git`, 'blueprints/linked.json', 'feature/pages');
      await asks(/Links are not followed\. Choose the file that blueprints\/linked\.json leads to\./);
      await workbench.quickInput
        .locator('.monaco-list-row')
        .first()
        .and(row(/blueprints\/course-blueprints\.json.*what the link leads to/))
        .waitFor();
      await workbench.shot(`blueprints-link-${withGit}`);
      await restOfToasts();
      await row('package.json').click();
      const refused = workbench.notification(
        /package\.json is not imported\. Line 1, column 1: The file holds something else/,
      );
      await refused.locator('.monaco-button', { hasText: 'Change' }).click();
      await says(ADDRESS);
      assert.match(await input().inputValue(), /smart\/host\.git$/);
      await input().press('Enter');
      await says(/Path of the file/);
      assert.equal(await input().inputValue(), 'package.json');
      await escape();
      await start('Git Repository');
      await says(ADDRESS);
      await stage().workbench.quickInput.locator('.quick-input-titlebar .codicon-quick-input-back').click();
      await row('blueprints/course-blueprints.json').waitFor();
      assert.equal(await row('package.json').count(), 0, 'what is no blueprints file is not offered again');
      await escape();
    });

    it('cancels a fetch from a server that stalls', async () => {
      const { workbench } = stage();
      await start('Git Repository');
      await describeFile(`${git.origin}/stall/host.git`, 'a.json', '');
      const fetching = workbench.notification(/Fetching a\.json from 127\.0\.0\.1/);
      await until('the server stalls', () => (git.open() > 0 ? true : undefined));
      await fetching.filter({ hasText: 'the server does not answer' }).waitFor();
      await workbench.shot(`blueprints-fetching-${withGit}`);
      await fetching.locator('.monaco-button', { hasText: 'Cancel' }).click();
      await fetching.waitFor({ state: 'detached' });
      await until('nobody waits for the server', () => (git.open() === 0 ? true : undefined));
      // What was typed is there, by the notification and for the next import too.
      await workbench
        .notification(/The blueprints are not fetched\./)
        .locator('.monaco-button', { hasText: 'Change' })
        .click();
      await says(ADDRESS);
      assert.match(await input().inputValue(), /stall\/host\.git$/);
      await escape();
      await start('Git Repository');
      await says(ADDRESS);
      assert.match(await input().inputValue(), /stall\/host\.git$/);
      if (!withGit) return escape();
      // Another question that takes the place of one of these does no more than Escape: what was typed stays.
      const commands = async (): Promise<void> => {
        await workbench.page.keyboard.press('F1');
        await asks(/Type the name of a command to run/);
        await escape();
        await start('Git Repository');
        await says(ADDRESS);
      };
      await input().fill(`${git.origin}/smart/host.git`);
      await commands();
      assert.match(await input().inputValue(), /smart\/host\.git$/);
      await input().press('Enter');
      await says(/Path of the file/);
      await input().fill('b.json');
      await commands();
      await input().press('Enter');
      await says(/Path of the file/);
      assert.equal(await input().inputValue(), 'b.json');
      await input().press('Enter');
      await says(/Branch, tag or commit/);
      await input().fill('pages');
      await commands();
      await input().press('Enter');
      await says(/Path of the file/);
      await input().press('Enter');
      await says(/Branch, tag or commit/);
      assert.equal(await input().inputValue(), 'pages');
      await escape();
    });

    if (withGit) {
      it('exports them like any other export', async () => {
        const { workbench, finished } = stage();
        await workbench.menu(workbench.rows(COURSE, 'Courses'), 'Export Blueprints');
        const path = await until('the file', () => finished().find((one) => one.endsWith('.json')));
        assert.match(readFileSync(path, 'utf8'), /Übung – 練習/);
        await workbench.rows(/Blueprints.*Introduction/, 'Exports').waitFor();
      });

      it('says where a file is not right, and lists the blueprints of one that is', async () => {
        const { workbench, workspace } = stage();
        writeFileSync(join(workspace, 'bad.json'), '[\n  { "name": "One", "content": "a", }\n]\n');
        writeFileSync(join(workspace, 'good.json'), FILE);
        await start('File');
        await row('bad.json').click();
        const refused = workbench.notification(
          /bad\.json is not imported\. Line 2, column 34: There is a comma too many\./,
        );
        await refused.waitFor();
        await refused.locator('.monaco-button', { hasText: 'Show in File' }).click();
        await workbench.page.locator('.tab.active', { hasText: 'bad.json' }).waitFor();
        await workbench.shot('blueprints-bad');
        await workbench.open('good.json');
        await workbench.command('Go to Symbol in Editor');
        await row('Übung – 練習').first().waitFor();
        await workbench.shot('blueprints-outline');
        await escape();
      });
    }
  });

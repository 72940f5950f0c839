import assert from 'node:assert/strict';
import { assignmentsOf, DEFAULT_SEED, organisationOf } from '../../../src/core/campus/seed/organisation.ts';
import { answersOf, progressOf } from '../../../src/core/campus/seed/progress.ts';
import { randomOf } from '../../../src/core/campus/seed/random.ts';

const campus = organisationOf(DEFAULT_SEED);
const students = [...new Set(campus.courses.flatMap((course) => course.students))];

describe('randomOf', () => {
  it('gives the same numbers for the same key, and others for another', () => {
    const row = (key: string): readonly number[] => Array.from({ length: 5 }, randomOf(key));
    assert.deepEqual(row('a'), row('a'));
    assert.notDeepEqual(row('a'), row('b'));
    assert.ok(Array.from({ length: 1000 }, randomOf('c')).every((number) => number >= 0 && number < 1));
  });

  it('does not change from one version of the campus to the next', () => {
    assert.equal(Math.floor(randomOf('campus')() * 1e9), 211_454_277);
  });
});

describe('the seeded organisation', () => {
  it('is the same every time, and another with another seed', () => {
    assert.deepEqual(organisationOf(DEFAULT_SEED), campus);
    assert.notEqual(organisationOf(1).courses[0]?.id, campus.courses[0]?.id);
  });

  it('has sixty students: one without e-mail, two of the same name, one with a very long name', () => {
    assert.equal(students.length, 60);
    assert.equal(students.filter(({ email }) => email === undefined).length, 1);
    const names = students.map(({ firstName, lastName }) => `${firstName} ${lastName}`);
    assert.equal(new Set(names).size, 59);
    assert.ok(Math.max(...names.map((name) => name.length)) > 100);
    assert.equal(new Set(students.map(({ login }) => login)).size, 60);
    assert.equal(new Set(students.map(({ id }) => id)).size, 60);
  });

  it('has names in many scripts', () => {
    const text = students.map(({ firstName, lastName }) => firstName + lastName).join('');
    for (const script of [
      'Latin',
      'Cyrillic',
      'Greek',
      'Arabic',
      'Hebrew',
      'Devanagari',
      'Han',
      'Hangul',
      'Thai',
    ]) {
      assert.match(text, new RegExp(`\\p{Script=${script}}`, 'u'), script);
    }
  });

  it('writes to nobody real', () => {
    for (const { email } of campus.people) {
      if (email !== undefined) assert.match(email, /@(?:students\.)?example\.org$/);
    }
  });

  it('has an archived course, an empty one, one in the older layout, and hidden assignments', () => {
    const { courses } = campus;
    assert.ok(courses.length >= 4);
    assert.equal(courses.filter(({ archived }) => archived !== undefined).length, 1);
    assert.equal(courses.filter((course) => course.students.length === 0).length, 1);
    assert.equal(courses.filter(({ layout }) => layout === 'v2').length, 1);
    for (const course of courses) {
      const assignments = assignmentsOf(course);
      assert.ok(assignments.length >= 4 && assignments.length <= 8, course.name);
      assert.equal(new Set(assignments.map(({ id }) => id)).size, assignments.length);
    }
    assert.ok(courses.some((course) => assignmentsOf(course).some(({ hidden }) => hidden)));
    assert.ok(courses.some((course) => assignmentsOf(course).some(({ published }) => !published)));
  });

  it('has students in every state, with dates and grades that fit it', () => {
    const seen = new Set<string>();
    for (const course of campus.courses) {
      for (const assignment of assignmentsOf(course)) {
        for (const student of course.students) {
          const progress = progressOf(DEFAULT_SEED, course, assignment, student);
          seen.add(progress.status);
          assert.equal(progress.grade !== undefined, progress.status === 'COMPLETED');
          assert.equal(progress.completed !== undefined, progress.status === 'COMPLETED');
          assert.equal(progress.started !== undefined, progress.status !== 'NOT_STARTED');
          const answers = answersOf(DEFAULT_SEED, assignment, student, progress.status);
          if (progress.status === 'NOT_STARTED') assert.ok(answers.every(({ attempts }) => attempts === 0));
          if (progress.status === 'COMPLETED') assert.ok(answers.every(({ attempts }) => attempts > 0));
        }
      }
    }
    assert.deepEqual([...seen].sort(), ['COMPLETED', 'NOT_STARTED', 'STARTED']);
  });

  it('has somebody who has started everything and somebody who has started nothing', () => {
    const [course] = campus.courses;
    assert.ok(course);
    const states = (at: number): readonly string[] =>
      assignmentsOf(course).map(
        (assignment) => progressOf(DEFAULT_SEED, course, assignment, course.students.at(at)!).status,
      );
    assert.ok(!states(0).includes('NOT_STARTED'));
    assert.deepEqual([...new Set(states(-1))], ['NOT_STARTED']);
  });
});

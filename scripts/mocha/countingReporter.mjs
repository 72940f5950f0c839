import Mocha from 'mocha';
import { countTests } from './countTests.ts';

/** mocha's spec reporter, which also leaves the counts for the table at the end of `npm test`. */
export default class CountingReporter extends Mocha.reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    countTests(runner);
  }
}

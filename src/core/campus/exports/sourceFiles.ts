import type { Assignment, Course } from '../seed/model.ts';
import { randomOf } from '../seed/random.ts';
import { LANGUAGE_KITS } from '../seed/languageKits.ts';
import { assessmentJson } from './assessmentJson.ts';
import { chartPng } from './chartPng.ts';
import { guidesV2 } from './guidesV2.ts';
import { guidesV3 } from './guidesV3.ts';
import { jsonFile, textFile, type PackedFile } from './packedFile.ts';
import { projectFiles } from './projectFiles.ts';

/** The Guides as everybody gets them: pages, assessments and images. */
export function guideFiles(course: Course, assignment: Assignment): readonly PackedFile[] {
  return [
    ...(course.layout === 'v2' ? guidesV2(course, assignment) : guidesV3(course, assignment)),
    ...assignment.assessments.map((assessment, at) =>
      jsonFile(`.guides/assessments/${assessment.taskId}.json`, assessmentJson(assessment, at)),
    ),
    { path: '.guides/img/scores.png', bytes: chartPng(randomOf(`chart/${assignment.id}`)) },
    textFile('.guides/run.sh', `#!/bin/bash\n${LANGUAGE_KITS[course.language].run}\n`),
  ];
}

/** An assignment as its author published it, with what students never see (Codio protocol, section 8.1). */
export function sourceFiles(course: Course, assignment: Assignment): readonly PackedFile[] {
  const kit = LANGUAGE_KITS[course.language];
  return [
    ...guideFiles(course, assignment),
    textFile('.guides/secure/solution.txt', kit.program(assignment.topic, [kit.lines[0]])),
    textFile('.assignmentignore', 'notes/\n'),
    textFile('notes/plan.md', `# Plan\n\nNext year: more about ${assignment.topic}.\n`),
    ...projectFiles(course, assignment, []),
  ];
}

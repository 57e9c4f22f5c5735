import * as fs from 'node:fs';
import * as path from 'node:path';
import Mocha from 'mocha';

/**
 * VS Code calls this in the extension host; rejecting makes its exit code 1.
 * Lines that begin with `[test] ` reach the terminal, the counts go to the file that HOST_TEST_REPORT names.
 */
export async function run(): Promise<void> {
  process.setSourceMapsEnabled(true);
  const mocha = new Mocha({ ui: 'tdd', timeout: 180_000, grep: process.env.HOST_TEST_GREP || undefined, reporter: Silent });
  for (const file of testFiles()) mocha.addFile(file);

  const counts = { passed: 0, failed: 0, skipped: 0 };
  const failures: string[] = [];
  await new Promise<void>(resolve => {
    const runner = mocha.run(() => resolve());
    runner.on('pass', test => {
      counts.passed++;
      say(`  ok   ${test.fullTitle()} (${test.duration} ms)`);
    });
    runner.on('pending', test => {
      counts.skipped++;
      say(`  skip ${test.fullTitle()}`);
    });
    runner.on('fail', (test, error: Error) => {
      counts.failed++;
      say(`  FAIL ${test.fullTitle()} (${test.duration ?? 0} ms)`);
      failures.push(`${test.fullTitle()}\n${error.stack ?? error.message}`);
    });
  });
  failures.forEach((failure, index) => say(`\n  ${index + 1}) ${failure.replaceAll('\n', '\n    ')}`));
  if (process.env.HOST_TEST_REPORT) fs.writeFileSync(process.env.HOST_TEST_REPORT, JSON.stringify(counts));
  if (counts.failed > 0) throw new Error(`${counts.failed} failed`);
}

/** The events are printed above; mocha's own reporters write to a terminal that is not there. */
class Silent extends Mocha.reporters.Base {}

function testFiles(): string[] {
  return fs.readdirSync(__dirname, { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.test.js'))
    .sort()
    .map(file => path.join(__dirname, file));
}

function say(text: string): void {
  console.log(`[test] ${text}`);
}

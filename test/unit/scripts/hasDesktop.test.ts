import assert from 'node:assert/strict';
import { hasDesktop } from '../../../scripts/start/hasDesktop.ts';

describe('hasDesktop', () => {
  it('looks for a display on Linux', () => {
    assert.equal(hasDesktop({}, 'linux'), false);
    assert.equal(hasDesktop({ DISPLAY: '' }, 'linux'), false);
    assert.equal(hasDesktop({ DISPLAY: ':0' }, 'linux'), true);
    assert.equal(hasDesktop({ WAYLAND_DISPLAY: 'wayland-0' }, 'linux'), true);
  });

  it('takes macOS and Windows to have one', () => {
    assert.equal(hasDesktop({}, 'darwin'), true);
    assert.equal(hasDesktop({}, 'win32'), true);
  });

  it('opens nothing in continuous integration', () => {
    assert.equal(hasDesktop({ CI: 'true', DISPLAY: ':0' }, 'linux'), false);
    assert.equal(hasDesktop({ CI: 'true' }, 'darwin'), false);
  });
});

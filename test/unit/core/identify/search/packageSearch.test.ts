import assert from 'node:assert/strict';
import { findPackage } from '../../../../../src/core/identify/search/packageSearch';
import { packageForms } from '../../../../../src/core/identify/search/packageForms';
import { buildProductIndex } from '../../../../../src/core/identify/search/productIndex';
import { productNames } from '../../../../eval/feedProducts';

const INDEX = buildProductIndex(
  productNames([
    ['a:dash:dash', 9],
    ['a:datev:base_system', 3],
    ['a:exiv2:exiv2', 100],
    ['a:freedesktop:libbsd', 3],
    ['a:cairographics:cairo', 9],
    ['a:redhat:cairo', 1],
    ['a:cockpit-project:cockpit', 1],
    ['a:getcockpit:cockpit', 4],
    ['a:munin-monitoring:munin', 85],
    ['a:suse:munin', 1],
    ['a:oracle:commerce', 9],
    ['a:prestashop:commerce', 3],
    ['a:taglib:taglib', 2],
    ['a:linux:kernel', 20],
    ['a:gnome:gdk-pixbuf', 40],
    ['a:gnome:evince', 4],
    ['a:redhat:evince', 6],
    ['a:gnu:libtasn1', 20],
    ['a:gnu:patch', 20],
    ['a:hdfgroup:hdf5', 60],
    ['a:httplib2_project:httplib2', 3],
    ['a:jenkins:requests', 9],
    ['a:python:requests', 5],
    ['a:json-c_project:json-c', 5],
    ['a:json_project:json', 5],
    ['a:libcap:libcap', 3],
    ['a:libraw:libraw', 60],
    ['a:libpng:libpng', 300],
    ['a:lz4_project:lz4', 4],
    ['a:microsoft:visio', 50],
    ['a:open.gl_project:open.gl', 2],
    ['a:openssl:openssl', 900],
    ['a:postgresql:postgresql', 500],
    ['a:pyopenssl:pyopenssl', 4],
    ['a:pyyaml:pyyaml', 5],
    ['a:tuxera:ntfs-3g', 40],
    ['a:vendor_of_shops:patch', 4],
    ['a:yaml_project:yaml', 4],
  ]),
);

function check(name: string, expected: string, sources: readonly string[] = []): void {
  assert.equal(findPackage(INDEX, name, sources).keys[0]?.slice(2) ?? 'unknown', expected, name);
}

suite('search for distribution packages', () => {
  test('a library without its interface version', () => {
    check('libpng16-16', 'libpng:libpng');
    check('libpng16-16t64', 'libpng:libpng');
    check('libtasn1-6', 'gnu:libtasn1');
    check('libexiv2-27', 'exiv2:exiv2');
    check('libjson-c5', 'json-c_project:json-c');
    check('libhttplib2-1', 'httplib2_project:httplib2');
    check('libgdk-pixbuf-2.0-0', 'gnome:gdk-pixbuf');
    check('libraw20', 'libraw:libraw');
  });

  test('a part of a project', () => {
    check('libtasn1-bin', 'gnu:libtasn1');
    check('ntfs-3g', 'tuxera:ntfs-3g');
    check('lz4-libs', 'lz4_project:lz4');
    check('munin-node', 'munin-monitoring:munin');
    check('libtag1v5', 'taglib:taglib', ['taglib']);
  });

  test('a distributor beside whom another has nearly all records is not the one who makes it', () => {
    check('munin', 'munin-monitoring:munin');
    check('libcairo2', 'cairographics:cairo');
    check('evince', 'gnome:evince');
    check('commerce', 'oracle:commerce');
  });

  test("a site called get… is another's", () => check('cockpit-ws', 'cockpit-project:cockpit'));

  test('the source package says it', () => check('bsdextrautils', 'gnu:patch', ['patch']));

  test('of several vendors the project, then a distributor, then the one of which most is said', () => {
    check('patch', 'gnu:patch');
    check('evince', 'gnome:evince');
  });

  test('a module of a language is a project of that language', () => {
    check('python3-requests', 'python:requests');
    check('python3-httplib2', 'httplib2_project:httplib2');
    check('python3-yaml', 'pyyaml:pyyaml');
    check('python3-openssl', 'pyopenssl:pyopenssl');
    check('node-requests', 'unknown');
  });

  test('what a distribution numbers itself is no release of the project', () => {
    check('postgresql-server', 'postgresql:postgresql');
    check('postgresql-client-common', 'unknown');
  });

  test('near misses', () => {
    // A reader of Visio's files, a number in the name, another project with the same beginning, a name with a point.
    check('libvisio-0.1-1', 'unknown');
    check('libraw1394-11', 'unknown');
    check('libcap-ng0', 'unknown');
    check('libjson-glib-1.0-0', 'unknown');
    check('libopengl0', 'unknown');
    check('basesystem', 'unknown');
    // A cryptocurrency has the shell's name.
    check('dash', 'unknown');
    check('fonts-libpng', 'unknown');
    check('x', 'unknown');
    check('', 'unknown');
  });

  test('forms: the whole name first, every form once, never empty', () => {
    for (const name of ['libpng16-16', 'libglib2.0-0t64', 'a', '-', '---1', 'lib', 'libc6', `lib${'a-1'.repeat(60)}`]) {
      const forms = packageForms(name, []).map((form) => form.name);
      assert.equal(new Set(forms).size, forms.length);
      assert.ok(forms.every((form) => form.length >= 2) && forms.length <= 12, name);
      if (name.length >= 2) assert.equal(forms[0], name);
    }
  });
});

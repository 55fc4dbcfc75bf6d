import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseXml, toXml } from '#local/emulators/s3/wire/xml.ts';

const CHARACTERS = [...'&<>"\';#x4a ]!-\t\n\r\u007f\u0085ü文🎬'];

test('any text of XML survives being written and read', () => {
  const unit = fc.constantFrom(...CHARACTERS);
  fc.assert(
    fc.property(fc.string({ unit, minLength: 1 }), key => {
      expect(parseXml(toXml('Error', { Key: key }))).toMatchObject({ Error: { Key: key } });
    }),
    { numRuns: 1000 },
  );
});

test.each(['&lt;', '&amp;amp;', '&#x41;', ']]>', '<!--', 'a\'b"c\r\n'])(
  'what looks like XML itself survives too: %s',
  key => {
    expect(parseXml(toXml('Error', { Key: key }))).toMatchObject({ Error: { Key: key } });
  },
);

test('a completion of ten thousand parts is no bomb of entities', () => {
  const ETag = Array.from({ length: 10_000 }, () => '"d41d8cd98f00b204e9800998ecf8427e"');
  expect(parseXml(toXml('Error', { ETag }))).toMatchObject({ Error: { ETag } });
});

test('an array repeats its element and undefined leaves it out', () => {
  const document = toXml('Result', { Key: ['a', 'b'], Size: 0, Last: undefined, Done: false });
  expect(document).toBe(
    '<?xml version="1.0" encoding="UTF-8"?>\n' +
      '<Result xmlns="http://s3.amazonaws.com/doc/2006-03-01/">' +
      '<Key>a</Key><Key>b</Key><Size>0</Size><Done>false</Done></Result>',
  );
});

test('numbers and blanks are kept as text', () => {
  expect(parseXml('<a><b>007</b><c> x </c><d/></a>')).toEqual({ a: { b: '007', c: ' x ', d: '' } });
});

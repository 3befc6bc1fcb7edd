// Writes expressions.json: what regular expressions match in ECMAScript. Run: node expressions.mjs > expressions.json
// Each row: the expression, the flag ("u", or "" where it is valid only without it, or null where it is not valid), and
// for each text whether it matches, as hexadecimal digits of four texts each.

const given = String.raw`
^$|^a$|a$|$|^|^^a$$|(?:^)a|^[^[\]]$|[[]|[]]|[^]|[]|[^]a|[]a|[a[b]c]|[[a-z]&&[b]]|[a&&b]|[&&]|[a-z&&[^b]]|^[&]$|[-a]|[a-]|[a-b-c]|[+--]|[!-\-]|[\]]|[\\]|[\^]|[^\^]
^\p{L}$|^\p{Letter}$|^\P{L}$|^\p{Lu}\p{Ll}+$|^\p{Script=Greek}+$|^\p{sc=Grek}$|^\p{Script=greek}$|^\p{IsGreek}$|^\p{Greek}$|^\p{InGreek}$|^\p{javaLowerCase}$|^\p{Alpha}$|^\p{Alphabetic}$|^\p{Lower}$|^\p{ASCII}$
^\p{Extended_Pictographic}$|\p{Extended_Pictographic}|^\p{Emoji}$|^\p{Emoji_Presentation}+$|^\P{Emoji}$|[\p{Extended_Pictographic}]|^[^\p{L}]$|^[\P{L}]$|^[^\P{L}]$|^[\p{L}\d_-]+$|\p{L|\p{}|\p{Nope}|\pL|\p|^\p{General_Category=Letter}$|^\p{gc=Nd}$|^\p{Nd}$|^\p{digit}$|^\p{N}+$|^\p{Punctuation}$|^\p{punct}$|^\p{P}$|^\p{S}$|^\p{Z}$|^\p{C}$|^\p{Cc}$|^\p{Cn}$|^\p{Any}$|^\P{Any}$|^\p{Assigned}$|^\p{White_Space}$|^\p{space}$|^\p{Uppercase}$|^\p{Lowercase}$|^\p{Hex_Digit}$|^\p{ASCII_Hex_Digit}+$|^\P{AHex}$|^\p{LC}$|^\p{Script=Han}$|^\p{Script=Latin}+$|^\p{Script=Cyrillic}+$|^\p{Script=Old_Italic}$|^\p{Mn}$|^\p{Sc}$
^\u{1F600}$|^\u{1f600}+$|\uD83D\uDE00|^\uD83D\uDE00$|\uD83D|\uDE00|^[\uD83D\uDE00]$|[\uDE00]|[\uD83D]|^\u{D83D}\u{DE00}$|^[\u{1F600}-\u{1F64F}]$|\u{110000}|\u{}|\u{61}|\u0061|\u61|\u|^.$|^..$|^😀$|^[😀]$|^[^😀]$|^[^a]$|^[😀-😂]+$|😀+|(?<=😀)a|(?<=\p{Emoji})a|(?<!😀)a|(?<=.)a|^\W$|^\S$|^\D$|^[\W]$|(?=😀).
^\s$|^\S$|^\s+$|\S|[\s]|[^\s]|[\S]|[^\S]|^[\s\S]$|^\d$|^\D$|^\d+$|[\D]|[^\D]|^\w$|^\W$|^\w+$|[^\w]|[\W]|[^\W]|\bfoo\b|\Bo|\b|\B|^\b|\b$|[\b]|[\B]|a\b.|\b\w
^.$|^.*$|^a.b$|.|^[.]$|\.
\cA|\ca|^\cJ$|\c|\c1|[\cA]|[\c]|\0|[\0]|\00|\01|\x41|\x4|\x|[\x41-\x43]|\t|\n|\v|\f|\r|[\v]|\e|\a|\z|\Z|\A|\G|\h|\R|\X|\N|\Q.\E|\E
\/|\-|[\-]|\_|\@|\#|\ |\"|\'|\!|\%|\&|\,|\:|\;|\<|\=|\>|\~|\{|\}|\[|\]|\(|\)|\^|\$|\*|\+|\?|\.|\\|\||\é|[\_]|[\@]|[\.]|[\$]
^(?<name>a)\k<name>$|(?<n>a)|(?<n>a)(?<n>b)|\k<n>|\k<n>(?<n>a)|\k|\kn|(?<n>.)\k<n|(?<1>a)|(?<$a_1>b)\k<$a_1>|(?<é>b)\k<é>|(?<>a)|(?<n|(?P<n>a)|(?'n'a)
(?<=a)b|(?<!a)b|(?<=^a)b|(?<=a|bc)d|(?<=\bfoo)x|(?=a)b|(?=a)a|(?!a).|(?!a)b|a(?!b)|(?=a)*|(?=a)?b|(?<=a)*b|(?<=a+)b|(?<=a*)b|^(?=.*\d)(?=.*[a-z]).{4,8}$
(?i)a|(?i:a)|(?s).|(?m)^a|(?x)a b|(?-i)a|(?>a)|(?#c)a|a# b|#|a b|(?|a|(?:a|(a|a)|()|(|a)|(a|)|(?:)|(?)
a*+|a++|a?+|a{2}+|a**|a+*|a*?|a+?b|a??b|^a{2}$|^a{2,}$|^a{2,3}$|^a{,3}$|^a{2,1}$|^a{0}$|^a{a}$|a{|a}|a{1|{|}|{a}|{1}|x{1}{2}|^\{.*\}$|^{.*}$|]|a]|^{{.+}}$|+a|*|?|^*|$+|(*a)|a|^(?:ab){2}$|^(ab){2}$|^[ab]{2}$|^\d{3}-\d{4}$|a{00002}
^(a)\1$|(a)|\1|\2(a)|(a)\2|\1(a)|(\1a)|(?:(a)|b)\1|^(?:(a)|b)\1$|^(?:(a)|b)*\1$|^(a|b)*\1$|^(a*)*\1$|^(?:(a)?b\1)+$|^(["']).*?\1$|^(?:(["']).*?\1)+$|(?<=(a))\1|(?<=\1(a))b|^(a)?\1b$|^(?:(a)(b)?)+\2$|^(?:(x)y?)+\1$|\8|\9|\10
^[a-zA-Z0-9._%+-]+@[a-zA-Z0-9.-]+\.[a-zA-Z]{2,}$|^https?:\/\/|^[0-9]{4}-[0-9]{2}-[0-9]{2}$|^#[0-9a-fA-F]{6}$|^\S+$|^[^\s@]+@[^\s@]+$|^(?!.*\.\.).+$|^[\w.-]+$|[\w-.]|[\w-a]|[a-\d]|[z-a]|[\d-x]|[a-\u{62}]|[^a-z]|^[\u4e00-\u9fa5]+$|^[^\x00-\x1F]*$|^-?\d+(\.\d+)?$|(a(b(c)))\3|x|
`.split('\n').filter(x => x.trim() !== '').flatMap(line => {
  // alternatives are written apart by | in the table; a line whose own expressions need | is written below
  return line.split('|');
});
const withBar = ['\\`', 'a|b', '^a|b$', '^(?:a|b)$', '^(?:a|ab)(?:c|bcd)$', '(?:|a)', '^(|a)+$', '(?<=a|bc)d', '(a|)', '^(?:(a)|b)\\1$', '^(?:(a)|b)*\\1$',
  '^(a|b)*\\1$', '\\|', '[|]', '(?:(a)|b)\\1', '^(?:a|b|😀)*$', '|', 'a||b', '^(?:(?:a)|(b))\\1$', '^(?=a|b)c?', '(?|a)', '^(?:(a)|(b)|c)+$'];

const texts = ['', 'a', 'b', 'ab', 'ba', 'aa', 'aaa', 'abc', 'a\n', '\n', 'a\r\n', 'a\u2028b', 'a\u0085', 'a\u000bb', ' ', '\u00a0', '\ufeff', '\u180e', '\u2003',
  '\u1680', '\u200b', '\u0000', '\u0001', '\b', '\t', '\v', '\f', '\r', '\u001f', '\u0085', '[', ']', '^', '&', 'a&&b', '&&', '\\', '-', '_', '/', '.', '*', '{', '}', '{a}', '{1}', '{{x}}',
  'a{,3}', 'a{a}', '1', '12', '٣', 'é', 'É', 'e\u0301', '\u0301', 'ß', 'α', 'αβγ', 'Ω', 'Я', '漢', '漢字', '𐌀', '😀', '😀a', 'a😀', '😀😁', '\ud83d', '\ude00', '\ud83da', 'a\ude00', '\ude00\ud83d',
  '❤', '❤️', '#', '# b', 'a b', 'foo', 'foo bar', 'xfoo', 'foox', 'café', 'o', '$', '€', '!', '"', "'", '"a"', "'a'", '"a\'', '"a""b"', 'aba', 'abab', 'abb', 'aab', 'bcd', 'ad', 'aaab',
  'user@example.org', 'user@example', 'https://x', '2024-01-02', '2024-1-2', '#a1b2c3', '555-1234', 'a..b', 'a1b2', '1234', 'Ab', 'AB', '-1.5', 'k', 'kn', 'c', 'c1', 'A', 'p', 'pL', 'p{L}', 'u', 'u{61}', 'x', 'x4', 'e', 'z', 'Q.E', '.E',
  '\u01c5', '\u2160', '\u0378', '\ue000', '\uffff', '\u{10ffff}', '@', '%', '<', '=', '~', '`', '|', ',', ';', ':', '+', '(', ')', '?', 'xyx', 'yy', 'cbcd', 'acb', '01', 'S', 'ſ', 'K'];

let seed = 20;
const random = n => { // mulberry32
  seed = (seed + 0x6d2b79f5) | 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) % n;
};
const pick = list => list[random(list.length)];
function atom(depth) {
  switch (random(depth > 3 ? 9 : 16)) {
    case 0: case 1: case 2: return pick(['a', 'b', 'c', '😀', '-', ' ', 'é']);
    case 3: return pick(['.', '\\d', '\\w', '\\s', '\\S', '\\W', '\\D', '\\p{L}', '\\P{Lu}', '\\u{1F600}', '\\x61', '\\/', '\\-']);
    case 4: case 5: return '[' + pick(['', '^', '']) + members() + ']';
    case 6: return pick(['^', '$', '\\b', '\\B']);
    case 7: return pick(['\\1', '\\2', '\\k<n>', '\\uD83D', '\\uDE00', '\\cA', '\\0', '{', '}', ']', '\\A', '\\Q', '+', '[']);
    case 8: return 'a';
    case 9: case 10: return '(' + alternatives(depth + 1) + ')';
    case 11: return '(?:' + alternatives(depth + 1) + ')';
    case 12: return '(?<n>' + alternatives(depth + 1) + ')';
    default: return '(?' + pick(['=', '!', '<=', '<!', ':']) + alternatives(depth + 1) + ')';
  }
}
function members() {
  let all = '';
  for (let i = random(4); i >= 0; i--) all += pick(['a', 'b', 'a-c', '😀', '\\d', '\\s', '\\W', '\\p{L}', '\\P{L}', '[', '&&', '\\]', '-', '^', '\\b', '\\u{1F600}-\\u{1F64F}', '.', '$', '\\uD83D', 'é']);
  return all;
}
function alternatives(depth) {
  let all = '';
  for (let i = random(3); i >= 0; i--) {
    for (let j = random(4); j > 0; j--) all += atom(depth) + pick(['', '', '', '', '*', '+', '?', '{2}', '{1,2}', '{0,1}', '{2,}', '*?', '+?', '??', '{,2}', '++']);
    if (i > 0 && random(2)) all += '|';
  }
  return all;
}
const made = [];
for (let i = 0; i < 3000; i++) made.push(alternatives(0));

function compiled(p, flags) { try { return new RegExp(p, flags); } catch { return null; } }
const alphabet = ['a', 'b', 'c', '😀', ' ', '\n', '-', 'é', '1', '\ud83d', '\ude00', '{', '\u0001', 'A', ']', '&'];
for (let i = 0; i < 60; i++) { let t = ''; for (let k = 1 + random(6); k > 0; k--) t += pick(alphabet); texts.push(t); }
while (texts.length % 4) texts.push('end' + texts.length);
const ascii = text => text.replace(/[\u007f-\uffff]/g, c => '\\u' + c.charCodeAt(0).toString(16).padStart(4, '0'));
console.log('{"texts":' + ascii(JSON.stringify(texts)) + ',\n"rows":[');
const few = made.filter((p, i) => p.length < 200 && (i % 20 === 0 || compiled(p, 'u')));
const rows = [...new Set([...given, ...withBar, ...few])].map(p => {
  const u = compiled(p, 'u'), any = u ?? compiled(p, '');
  let digits = '';
  for (let i = 0; any && i < texts.length; i += 4)
    digits += texts.slice(i, i + 4).reduce((all, t) => all * 2 + (any.test(t) ? 1 : 0), 0).toString(16);
  return ascii(JSON.stringify([p, u ? 'u' : any ? '' : null, digits]));
});
console.log(rows.join(',\n') + ']}');

using System.Globalization;
using System.Text;
using DomainBlock.Benchmarks.Synthetic;

namespace DomainBlock.Tests.Patterns;

/// <summary>
/// A regular expression by chance, spelled twice: in its dialect with all its ways of writing, and for .NET in the plainest way there is: sets as lists of code
/// points, groups, repetitions, <c>\A</c>, <c>\z</c>, <c>\b</c> and <c>\B</c>. Nothing here knows the product's parsers.
/// </summary>
/// <param name="Text">As the dialect has it.</param>
/// <param name="Twin">As .NET has it.</param>
/// <param name="Sample">A text that it might match: its conditions are not kept.</param>
internal sealed record RandomRegex(string Text, string Twin, string Sample)
{
    /// <summary>Few octets, so that chance meets them.</summary>
    public const string Alphabet = "aabbcx019-_..";

    private const string Letters = "abcx019-_.";

    public static RandomRegex Make(ExpressionSyntax syntax, SplitMix64 random) =>
        new Speller(syntax, random).Either(depth: 0, ignoresCase: syntax != ExpressionSyntax.Re2Regex);

    private sealed class Speller(ExpressionSyntax syntax, SplitMix64 random)
    {
        private bool IsPosix => syntax == ExpressionSyntax.PosixRegex;

        private bool IsRe2 => syntax == ExpressionSyntax.Re2Regex;

        public RandomRegex Either(int depth, bool ignoresCase)
        {
            RandomRegex all = Sequence(depth, ignoresCase);
            for (int branches = random.Happens(25) ? 1 + random.Below(2) : 0; branches > 0; branches--)
            {
                RandomRegex other = Sequence(depth, ignoresCase);
                all = new RandomRegex($"{all.Text}|{other.Text}", $"{all.Twin}|{other.Twin}", random.Happens(50) ? all.Sample : other.Sample);
            }
            return all;
        }

        private RandomRegex Sequence(int depth, bool ignoresCase)
        {
            var all = new RandomRegex("", "", "");
            for (int parts = random.Below(5) + (depth == 0 ? 1 : 0); parts > 0; parts--)
            {
                RandomRegex part = Part(depth, ignoresCase);
                all = new RandomRegex(all.Text + part.Text, all.Twin + part.Twin, all.Sample + part.Sample);
            }
            return all;
        }

        private RandomRegex Part(int depth, bool ignoresCase)
        {
            int kind = random.Below(100);
            if (kind < 8)
                return Condition();
            if (kind < 12 && !(syntax == ExpressionSyntax.AdGuardRegex))
                return Quoted(ignoresCase);
            RandomRegex atom = kind < 60 ? Octet(ignoresCase) : kind < 82 || depth == 3 ? Set(ignoresCase) : Group(depth, ignoresCase);
            return random.Happens(30) ? Repeat(atom) : atom;
        }

        private RandomRegex Condition()
        {
            string[] texts = IsRe2 ? ["^", "$", @"\b", @"\B", @"\A", @"\z"] : ["^", "$", @"\b", @"\B"];
            string[] twins = [@"\A", @"\z", @"\b", @"\B", @"\A", @"\z"];
            int which = random.Below(texts.Length);
            return new RandomRegex(texts[which], twins[which], "");
        }

        private RandomRegex Quoted(bool ignoresCase)
        {
            string text = new([.. Enumerable.Range(0, random.Below(4)).Select(_ => Letters[random.Below(Letters.Length)])]);
            return new RandomRegex($@"\Q{text}\E", string.Concat(text.Select(octet => Twin([octet], ignoresCase))), text);
        }

        private RandomRegex Octet(bool ignoresCase)
        {
            char octet = Letters[random.Below(Letters.Length)];
            string sample = octet.ToString();
            // A capital in a dialect that keeps case matches no name.
            if (char.IsAsciiLetter(octet) && random.Happens(ignoresCase ? 30 : 2))
                octet = char.ToUpperInvariant(octet);
            string text = random.Below(12) switch
            {
                0 => string.Create(CultureInfo.InvariantCulture, $@"\x{(int)char.ToLowerInvariant(octet):X2}"),
                1 when IsRe2 => string.Create(CultureInfo.InvariantCulture, $@"\x{{{(int)octet:x}}}"),
                2 when IsRe2 => @"\" + Convert.ToString(octet, 8).PadLeft(3, '0'),
                3 when IsPosix => string.Create(CultureInfo.InvariantCulture, $@"\x{{{(int)char.ToLowerInvariant(octet):x}}}"),
                4 when syntax == ExpressionSyntax.AdGuardRegex => string.Create(CultureInfo.InvariantCulture, $@"\u{(int)octet:x4}"),
                5 when !char.IsAsciiLetterOrDigit(octet) => @"\" + octet,
                _ => octet == '.' ? @"\." : octet.ToString(),
            };
            if (text.StartsWith(@"\x", StringComparison.Ordinal) && !text.Contains(((int)octet).ToString("x", CultureInfo.InvariantCulture), StringComparison.OrdinalIgnoreCase))
                octet = char.ToLowerInvariant(octet);
            return new RandomRegex(text, Twin([octet], ignoresCase), sample);
        }

        private RandomRegex Set(bool ignoresCase)
        {
            const string Word = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_";
            (string Text, string Members, bool IsNegated) set = random.Below(IsPosix || IsRe2 ? 16 : 13) switch
            {
                0 => (".", "", true),
                1 => (@"\d", "0123456789", false),
                2 => (@"\D", "0123456789", true),
                3 => (@"\w", Word, false),
                4 => (@"\W", Word, true),
                5 => (@"\s", " ", false),
                6 => (@"\S", " ", true),
                7 => ("[a-c]", "abc", false),
                8 => ("[^a-c]", "abc", true),
                9 when !IsPosix => (@"[\d_]", "0123456789_", false),
                10 when !IsPosix => (@"[^\w.]", Word + ".", true),
                13 => ("[[:alpha:]]", Word[..52], false),
                14 => ("[^[:alnum:].]", Word[..62] + ".", true),
                15 when IsRe2 => ("[[:^digit:]x]", "0123456789", true),
                15 => ("[]0-]", "]0-", false),
                _ => Listed(),
            };
            string[] fitting = [.. Letters.Select(octet => octet.ToString()).Where(octet => set.Members.Contains(octet, StringComparison.Ordinal) != set.IsNegated)];
            string sample = fitting.Length == 0 ? "" : fitting[random.Below(fitting.Length)];
            return new RandomRegex(set.Text, Twin(set.Members, ignoresCase, set.IsNegated), sample);
        }

        private (string Text, string Members, bool IsNegated) Listed()
        {
            string members = new([.. Enumerable.Range(0, 1 + random.Below(4)).Select(_ => "abcx019_."[random.Below(9)])]);
            bool isNegated = random.Happens(40);
            string hyphen = random.Happens(30) ? "-" : "";
            return ($"[{(isNegated ? "^" : "")}{members}{hyphen}]", members + hyphen, isNegated);
        }

        private RandomRegex Group(int depth, bool ignoresCase)
        {
            (string opening, bool insideIgnoresCase) = random.Below(8) switch
            {
                0 or 1 => ("(?:", ignoresCase),
                2 => ("(?i:", true),
                3 => ("(?-i:", false),
                4 when !IsPosix => ("(?<n>", ignoresCase),
                5 when !IsPosix => ("(?P<n>", ignoresCase),
                _ => ("(", ignoresCase),
            };
            RandomRegex inside = Either(depth + 1, insideIgnoresCase);
            return new RandomRegex($"{opening}{inside.Text})", $"(?:{inside.Twin})", inside.Sample);
        }

        private RandomRegex Repeat(RandomRegex part)
        {
            int least = random.Below(4);
            int most = Math.Max(least + random.Below(3), 1);
            string repetition = random.Below(6) switch
            {
                0 => "*",
                1 => "+",
                2 => "?",
                3 => string.Create(CultureInfo.InvariantCulture, $"{{{least}}}"),
                4 => string.Create(CultureInfo.InvariantCulture, $"{{{least},}}"),
                _ => string.Create(CultureInfo.InvariantCulture, $"{{{least},{most}}}"),
            };
            int copies = Math.Max(least, random.Below(2));
            var repeated = new RandomRegex(
                part.Text + repetition + (random.Happens(20) ? "?" : ""), $"(?:{part.Twin}){repetition}", new StringBuilder().Insert(0, part.Sample, copies).ToString());
            return IsPosix && random.Happens(10) ? repeated with { Text = repeated.Text + "+", Twin = $"(?:{repeated.Twin})+" } : repeated;
        }

        /// <summary>A set for .NET, as code points, with both cases where these are the same.</summary>
        private static string Twin(string members, bool ignoresCase, bool isNegated = false)
        {
            if (members.Length == 0)
                return isNegated ? @"[\s\S]" : "[^\\s\\S]";
            IEnumerable<char> all = ignoresCase ? members.Concat(members.Select(char.ToLowerInvariant)).Concat(members.Select(char.ToUpperInvariant)) : members;
            return $"[{(isNegated ? "^" : "")}{string.Concat(all.Distinct().Select(octet => string.Create(CultureInfo.InvariantCulture, $@"\x{(int)octet:X2}")))}]";
        }

        private static string Twin(ReadOnlySpan<char> members, bool ignoresCase) => Twin(new string(members), ignoresCase);
    }
}

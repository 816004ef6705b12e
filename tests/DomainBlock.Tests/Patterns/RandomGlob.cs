using System.Globalization;
using DomainBlock.Benchmarks.Synthetic;

namespace DomainBlock.Tests.Patterns;

/// <summary>Globs by chance, and the slow and obvious way of matching each kind.</summary>
internal static class RandomGlob
{
    public static string Make(ExpressionSyntax syntax, SplitMix64 random)
    {
        switch (syntax)
        {
            case ExpressionSyntax.AdblockGlob:
                string[] beginnings = ["", "", "|", "||", "||", "*", "://", "."];
                string[] ends = ["", "", "^", "|", "*", ".*", "^|"];
                string adblock = beginnings[random.Below(beginnings.Length)] + Middle("**^") + ends[random.Below(ends.Length)];
                // "/*" at the end is "^" in AdGuard Home, and tested by itself.
                return adblock.EndsWith("/*", StringComparison.Ordinal) ? adblock + "a" : adblock;
            case ExpressionSyntax.SuffixGlob:
                return "*" + Middle("");
            case ExpressionSyntax.DnscryptGlob:
                string glob = random.Below(6) switch { 0 => "*" + Middle("") + "*", 1 => Middle("") + "*", 2 => "*" + Middle(""), 3 => Middle("*?") + "[a-c0]" + Middle("*"), _ => Middle("*?") };
                return glob.All(octet => octet is '*' or '.') ? "a" + glob : glob;
            case ExpressionSyntax.LabelGlob:
                string[] labels = [.. Enumerable.Range(0, 1 + random.Below(3)).Select(_ => random.Happens(40) ? "*" : Middle("").Replace(".", "a", StringComparison.Ordinal))];
                return (random.Below(4) switch { 0 => "+.", 1 => ".", _ => "" }) + string.Join('.', labels);
            case ExpressionSyntax.WildcardGlob:
                return Middle("*?");
            default:
                return Middle("");
        }

        string Middle(string stars) =>
            new([.. Enumerable.Range(0, 1 + random.Below(4)).Select(_ => stars.Length > 0 && random.Happens(25) ? stars[random.Below(stars.Length)] : RandomRegex.Alphabet[random.Below(RandomRegex.Alphabet.Length)])]);
    }

    /// <summary>What a glob might match.</summary>
    public static string Sample(string glob, SplitMix64 random)
    {
        string bare = glob.Replace("[a-c0]", "b", StringComparison.Ordinal).Replace("://", "", StringComparison.Ordinal).Trim('|').Replace("^", "", StringComparison.Ordinal).TrimStart('+');
        return string.Concat(bare.Select(octet => octet switch
        {
            '*' => string.Concat(Enumerable.Range(0, random.Below(4)).Select(_ => RandomRegex.Alphabet[random.Below(RandomRegex.Alphabet.Length)])),
            '?' => "c",
            _ => octet.ToString(CultureInfo.InvariantCulture),
        }));
    }

    public static bool IsMatch(ExpressionSyntax syntax, string glob, string name) => syntax switch
    {
        ExpressionSyntax.AdblockGlob => IsAdblockMatch(glob, name),
        ExpressionSyntax.SuffixGlob => name.EndsWith(glob[1..], StringComparison.Ordinal),
        ExpressionSyntax.DnscryptGlob => IsDnscryptMatch(glob, name),
        ExpressionSyntax.LabelGlob => IsLabelMatch(glob, name),
        ExpressionSyntax.WildcardGlob => IsWildcardMatch(glob, name),
        _ => name.Contains(glob, StringComparison.Ordinal),
    };

    private static bool IsAdblockMatch(string glob, string name)
    {
        if (glob is "|" or "||")
            return true;
        Func<int, bool> mayStart = _ => true;
        if (glob.StartsWith("||", StringComparison.Ordinal))
            (mayStart, glob) = (start => start == 0 || name[start - 1] == '.', glob[2..]);
        else if (glob.StartsWith('|'))
            (mayStart, glob) = (start => start == 0, glob[1..]);
        else if (glob.StartsWith("://", StringComparison.Ordinal))
            (mayStart, glob) = (start => start == 0, glob[3..]);
        bool mustEnd = glob.EndsWith('|');
        if (mustEnd)
            glob = glob[..^1];
        return Enumerable.Range(0, name.Length + 1).Any(start => mayStart(start) && Rest(0, start));

        bool Rest(int place, int at)
        {
            if (place == glob.Length)
                return !mustEnd || at == name.Length;
            return glob[place] switch
            {
                '*' => Enumerable.Range(at, name.Length - at + 1).Any(next => Rest(place + 1, next)),
                '^' => at == name.Length ? Rest(place + 1, at) : !char.IsAsciiLetterOrDigit(name[at]) && !" _-.%".Contains(name[at], StringComparison.Ordinal) && Rest(place + 1, at + 1),
                var octet => at < name.Length && name[at] == octet && Rest(place + 1, at + 1),
            };
        }
    }

    private static bool IsDnscryptMatch(string glob, string name)
    {
        string inner = glob.Length > 2 ? glob[1..^1] : "";
        if (glob.Contains('?', StringComparison.Ordinal) || glob.Contains('[', StringComparison.Ordinal) || inner.Contains('*', StringComparison.Ordinal))
            return Rest(0, 0);
        if (glob.StartsWith('*') && glob.EndsWith('*'))
            return name.Contains(glob.Trim('*'), StringComparison.Ordinal);
        if (glob.EndsWith('*'))
            return name.StartsWith(glob.TrimEnd('*'), StringComparison.Ordinal);
        string suffix = glob.StartsWith('*') ? glob[1..].TrimStart('.') : glob;
        return name == suffix || name.EndsWith("." + suffix, StringComparison.Ordinal);

        bool Rest(int place, int at)
        {
            if (place == glob.Length)
                return at == name.Length;
            if (glob[place] == '*')
                return Enumerable.Range(at, name.Length - at + 1).Any(next => !name[at..next].Contains('/', StringComparison.Ordinal) && Rest(place + 1, next));
            if (at == name.Length)
                return false;
            return glob[place] switch
            {
                '?' => name[at] != '/' && Rest(place + 1, at + 1),
                '[' => "abc0".Contains(name[at], StringComparison.Ordinal) && Rest(place + "[a-c0]".Length, at + 1),
                var octet => name[at] == octet && Rest(place + 1, at + 1),
            };
        }
    }

    private static bool IsWildcardMatch(ReadOnlySpan<char> glob, ReadOnlySpan<char> name)
    {
        if (glob.IsEmpty || glob[0] != '*')
            return glob.IsEmpty ? name.IsEmpty : !name.IsEmpty && (glob[0] == '?' || glob[0] == name[0]) && IsWildcardMatch(glob[1..], name[1..]);
        return IsWildcardMatch(glob[1..], name) || (!name.IsEmpty && IsWildcardMatch(glob, name[1..]));
    }

    private static bool IsLabelMatch(string glob, string name)
    {
        string[] labels = name.Split('.');
        string[] pattern = glob.TrimStart('+').TrimStart('.').Split('.');
        bool isOpen = glob.StartsWith("+.", StringComparison.Ordinal) || glob.StartsWith('.');
        int more = labels.Length - pattern.Length;
        // Names have no empty labels; these texts may, and a first one that is empty is no label below.
        if (more < 0 || (more > 0 && !isOpen) || (glob.StartsWith('.') && (more == 0 || (more == 1 && labels[0].Length == 0))))
            return false;
        return pattern.Zip(labels[more..]).All(pair => pair.First == "*" ? pair.Second.Length > 0 : pair.First == pair.Second);
    }
}

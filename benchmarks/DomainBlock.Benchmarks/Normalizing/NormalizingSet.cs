using System.Text;
using DomainBlock.Benchmarks.Synthetic;

namespace DomainBlock.Benchmarks.Normalizing;

/// <summary>Names that are normalised, and how much of <see cref="System.Globalization.IdnMapping"/>'s time that may take.</summary>
/// <param name="Title">What the names have in common.</param>
/// <param name="Names">The names.</param>
/// <param name="Goal">The ratio that is aimed at.</param>
/// <param name="CheckOnly">Whether only <see cref="DomainNameNormalizer.IsCanonical(ReadOnlySpan{byte})"/> is asked.</param>
internal sealed record NormalizingSet(string Title, string[] Names, double Goal, bool CheckOnly = false)
{
    private const int MixedNames = 10_000;
    private const int MixedCasePercent = 4;
    private const ulong Seed = 20_260_301;

    private static readonly string[] Labels = ["bücher", "straße", "例え", "テスト", "βόλος", "köln", "москва", "الجزائر"];

    /// <summary>The same names as UTF-8.</summary>
    public byte[][] Utf8 { get; } = [.. Names.Select(name => Encoding.UTF8.GetBytes(name))];

    /// <summary>All sets. Few names are repeated often, so that every pass is long enough to time.</summary>
    public static IReadOnlyList<NormalizingSet> All() =>
    [
        new("canonical, checked only", Repeat("www.example.com"), 0.08, CheckOnly: true),
        new("mixed 10k: 95 % lower case, 4 % mixed, 1 % beyond ASCII", Mixed(), 0.08),
        new("bücher.example", Repeat("bücher.example"), 0.5),
        new("例え.テスト", Repeat("例え.テスト"), 0.5),
        new("βόλος.com", Repeat("βόλος.com"), 0.5),
        new("to be composed (NFC): BU+0308CHER.Example", Repeat("BU\u0308CHER.Example"), 0.5),
        new("refused: U+0301 first in a label", Repeat("\u0301a.example"), 0.1),
    ];

    private static string[] Repeat(string name) => [.. Enumerable.Repeat(name, 5_000)];

    private static string[] Mixed()
    {
        var random = new SplitMix64(Seed);
        var names = new List<string>(MixedNames);
        foreach (string name in SyntheticNames.Make(MixedNames).Listed)
        {
            // The synthetic list has some A-labels; here they would count as ASCII.
            if (random.Happens(1))
                names.Add($"{Labels[random.Below(Labels.Length)]}.{name[(name.IndexOf('.', StringComparison.Ordinal) + 1)..]}");
            else if (random.Happens(MixedCasePercent))
                names.Add(string.Concat(name.Select(c => random.Happens(50) ? char.ToUpperInvariant(c) : c)));
            else
                names.Add(name);
        }
        return [.. names];
    }
}

namespace DomainBlock.Matching;

/// <summary>
/// The total orders of the profiles, as numbers of which the lower one is stronger. On one name rules are ordered by <see cref="OnName"/>, then by their
/// line, then by <see cref="AfterLine"/>; so they are sorted before they are written, and a class keeps that order. Of the strongest rules of
/// two names the lower <see cref="AcrossNames"/> wins, and where it is equal the shorter or the longer name, as <see cref="PrefersDeeper"/> says.
/// </summary>
internal static class Precedence
{
    /// <summary>Stands behind all patterns: a stop is found by its order, and no rule has the same one.</summary>
    private const int StopPlace = 9;

    /// <summary>What the records of one name are sorted by before their lines.</summary>
    public static int OnName(Profile profile, RuleRecord record) => profile switch
    {
        Profile.MostSpecific => (Narrowness(record) << 18) | record.Rank,
        Profile.Ordered => (record.List << 4) | OrderedPlace(record),
        _ => (record.Rank << 4) | Width(record),
    };

    /// <summary>What rules of one name and line are sorted by where <see cref="OnName"/> is the same: the last keys of every profile.</summary>
    public static long AfterLine(RuleRecord record) => ((((long)record.Pattern << 18) | (uint)record.Rank) << 32) | (uint)record.Options;

    /// <summary>What decides between rules of two names, but for how many labels these have.</summary>
    public static int AcrossNames(Profile profile, RuleRecord record) => profile switch
    {
        Profile.MostSpecific => 0,
        Profile.Ordered => record.List,
        _ => record.Rank,
    };

    /// <summary>Whether of two names the one with more labels wins.</summary>
    public static bool PrefersDeeper(Profile profile) => profile != Profile.AllowWins;

    /// <summary>
    /// Whether a rule wins over another one, of a name that it shares no order with: the numbers of labels that the two fix are known. Between two expressions
    /// their lines may decide, which records do not have (<see cref="ExpressionOrder"/>).
    /// </summary>
    public static bool IsStronger(Profile profile, RuleRecord record, int labels, RuleRecord other, int otherLabels)
    {
        int mine = AcrossNames(profile, record);
        int others = AcrossNames(profile, other);
        if (mine != others)
            return mine < others;

        // An expression fixes no label, and is wider than what stands on the root, which fixes none either; under allow-wins it is said to come last.
        if (record.IsExpression != other.IsExpression)
            return other.IsExpression;
        if (labels != otherLabels)
            return PrefersDeeper(profile) == labels > otherLabels;
        return OnName(profile, record) < OnName(profile, other);
    }

    /// <summary>The first key of a profile that two rules differ in; the line where they differ in none that their records have.</summary>
    public static PrecedenceKey FirstDifference(Profile profile, RuleRecord winner, int labels, RuleRecord other, int otherLabels)
    {
        ReadOnlySpan<PrecedenceKey> keys = profile switch
        {
            Profile.MostSpecific => [PrecedenceKey.Labels, PrecedenceKey.Pattern, PrecedenceKey.Level, PrecedenceKey.Action, PrecedenceKey.List],
            Profile.Ordered => [PrecedenceKey.List, PrecedenceKey.Pattern, PrecedenceKey.Labels],
            _ => [PrecedenceKey.Level, PrecedenceKey.Action, PrecedenceKey.List, PrecedenceKey.Labels, PrecedenceKey.Pattern],
        };
        foreach (PrecedenceKey key in keys)
        {
            bool differs = key switch
            {
                PrecedenceKey.Level => winner.Level != other.Level,
                PrecedenceKey.Action => winner.Action != other.Action,
                PrecedenceKey.List => winner.List != other.List,
                PrecedenceKey.Labels => labels != otherLabels && (profile == Profile.MostSpecific || !(winner.IsExpression || other.IsExpression)),

                // Of an ordered list only that a rule is exact, or leaves the suffix open, comes before the line.
                _ when profile == Profile.Ordered => OrderedPlace(winner) != OrderedPlace(other),
                _ => winner.Pattern != other.Pattern,
            };
            if (differs)
                return key;
        }
        return PrecedenceKey.Line;
    }

    /// <summary>The widest pattern first.</summary>
    private static int Width(RuleRecord record) => record.IsStop ? StopPlace : record.Pattern switch
    {
        RulePattern.AnySuffixExact => 4,
        RulePattern.Exact => 5,
        RulePattern.Glob => 6,
        RulePattern.Regex => 7,
        RulePattern pattern => (byte)pattern,
    };

    /// <summary>The narrowest pattern first; what leaves the suffix open is wider than what does not.</summary>
    private static int Narrowness(RuleRecord record) => record.IsStop ? StopPlace : record.Pattern switch
    {
        RulePattern.AnySuffixExact => 5,
        RulePattern.AnySuffix => 6,
        RulePattern.Glob => 7,
        RulePattern.Regex => 8,
        RulePattern pattern => RulePattern.Exact - pattern,
    };

    private static int OrderedPlace(RuleRecord record) => record.IsStop ? StopPlace : record.Pattern switch
    {
        RulePattern.Exact => 0,
        RulePattern.AnySuffix or RulePattern.AnySuffixExact => 2,
        RulePattern.Glob or RulePattern.Regex => 3,
        _ => 1,
    };
}

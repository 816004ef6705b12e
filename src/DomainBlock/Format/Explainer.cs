using System.Runtime.CompilerServices;
using DomainBlock.Matching;
using DomainBlock.Text;

namespace DomainBlock.Format;

/// <summary>
/// Lists every rule whose pattern matches a name. Looks at all that stands on its suffixes, where a query looks only as far as a rule can win; allocates.
/// </summary>
internal static class Explainer
{
    /// <exception cref="BlocklistFileException">The file is damaged.</exception>
    [SkipLocalsInit]
    public static List<(int Number, FoundName Name, RuleRecord Record, RuleHindrance Hindrance)> FindAll(
        BlocklistImage image, scoped in NameText name, in MatchContext context)
    {
        Unsafe.SkipInit(out FoundNames.Room room);
        var found = new FoundNames(room);
        Matcher.FindAll(image.Index, image.ClassLayout, image.Bytes, name, ref found);
        var winner = new Winner(image.Classes, image.ClassLayout, name, context);
        var rules = new List<(int, FoundName, RuleRecord, RuleHindrance)>();
        for (int place = 0; place < found.Count; place++)
            AddAll(image, name, found[place], ref winner, rules);
        if (image.ClassLayout.Expressions.Length > 0)
        {
            foreach (int rank in ExpressionMatcher.FindAll(image.ClassLayout, image.Bytes, name))
                AddAll(image, name, new FoundName(rank, Labels: 0, ChildRank: -1, IsUnderAnySuffix: false), ref winner, rules);
        }
        return rules;
    }

    private static void AddAll(
        BlocklistImage image,
        scoped in NameText name,
        FoundName found,
        scoped ref Winner winner,
        List<(int Number, FoundName Name, RuleRecord Record, RuleHindrance Hindrance)> rules)
    {
        long number = image.Classes.FirstRule(found.Rank);
        for (ReadOnlySpan<byte> records = image.Classes.Records(found.Rank); !records.IsEmpty; records = records[RuleClasses.RecordSize..])
        {
            var record = RuleRecord.Read(records);
            uint repeats = RuleClasses.Repeats(records);
            if (number + repeats > image.Directory.RuleCount)
                throw image.Inconsistent(Sections.Classes, "gives the names more rules than there are");
            if (record.IsExpression == found.Rank >= image.Directory.KeyCount && (record.IsExpression || record.Matches(name.LabelCount - found.Labels)))
            {
                RuleHindrance hindrance = winner.Judge(record, found);
                for (uint repeat = 0; repeat < repeats; repeat++)
                    rules.Add(((int)(number + repeat), found, record, hindrance));
            }
            number += repeats;
        }
    }

    /// <summary>The rules as they are told, strongest first.</summary>
    public static Explanation Explain(
        BlocklistImage image, in MatchResult result, List<(int Number, FoundName Name, RuleRecord Record, RuleHindrance Hindrance)> found)
    {
        Profile profile = image.Directory.Profile;
        found.Sort((left, right) =>
        {
            int order = (left.Hindrance != RuleHindrance.None).CompareTo(right.Hindrance != RuleHindrance.None);
            if (order != 0 || left.Number == right.Number)
                return order;
            bool isFirst = left.Name == right.Name
                ? left.Number < right.Number
                : left.Record.IsExpression && right.Record.IsExpression
                ? image.Classes.ExpressionOrder[(uint)left.Number] < image.Classes.ExpressionOrder[(uint)right.Number]
                : Precedence.IsStronger(profile, left.Record, left.Name.Labels, right.Record, right.Name.Labels);
            return isFirst ? -1 : 1;
        });
        int winner = result.Rule;
        int place = found.FindIndex(each => each.Number == winner);
        var listing = new RuleListing(image);
        var rules = new List<RuleExplanation>(found.Count);
        foreach ((int number, FoundName name, RuleRecord record, RuleHindrance hindrance) in found)
        {
            bool isOutranked = hindrance == RuleHindrance.None && number != winner && place >= 0;
            PrecedenceKey key = isOutranked ? Precedence.FirstDifference(profile, found[place].Record, found[place].Name.Labels, record, name.Labels) : PrecedenceKey.None;
            rules.Add(new RuleExplanation(number, listing.Read(number), name.Labels, hindrance, key));
        }
        GC.KeepAlive(image);
        return new Explanation(result, rules);
    }
}

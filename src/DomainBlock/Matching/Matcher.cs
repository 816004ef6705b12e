using DomainBlock.Indexing;
using DomainBlock.Text;

namespace DomainBlock.Matching;

/// <summary>
/// Finds the winner of <c>allow-wins</c> for a canonical name: one look-up for the root and one for each label, so that
/// the time grows with the name, not with the number of names that rules stand on.
/// </summary>
internal static class Matcher
{
    /// <param name="index">The names that rules stand on.</param>
    /// <param name="rules"><see cref="RuleRecord.Size"/> bytes a rule.</param>
    /// <param name="listCount">Rules of a list with a higher number are left out; only a hostile file has them.</param>
    /// <param name="name">The name that is asked.</param>
    /// <param name="view">The lists that count; null: all.</param>
    public static MatchResult Match(scoped in KeyIndex index, ReadOnlySpan<byte> rules, int listCount, in NameBuffer name, ListView? view)
    {
        var winner = default(MatchResult);
        int winningRank = int.MaxValue;
        int ruleCount = rules.Length / RuleRecord.Size;
        ReadOnlySpan<byte> octets = name.Octets;
        ulong hash = index.Seed;
        int suffixStart = octets.Length;
        uint firstUnseen = 0;
        for (int label = name.LabelCount; ; label--)
        {
            // Shorter suffixes come first and, on one name, rules in the order of precedence: only a strictly better
            // rank replaces the winner.
            if (index.TryFind(hash, octets[suffixStart..], out int key))
            {
                // A name's key comes before those of the names below it, and so do its rules. Never going back costs a
                // sound file nothing and keeps a hostile one from having every rule read for every label.
                uint end = Math.Min(index.FirstRule(key + 1), (uint)ruleCount);
                uint first = Math.Max(index.FirstRule(key), firstUnseen);
                firstUnseen = Math.Max(end, firstUnseen);
                for (uint rule = first; rule < end; rule++)
                {
                    // The rules of one name ascend in rank: after the first that cannot win, none can.
                    var record = RuleRecord.Read(rules[((int)rule * RuleRecord.Size)..]);
                    if (record.Rank >= winningRank)
                        break;
                    if (!record.Matches(isWholeName: label == 0) || record.List >= listCount || view?.Contains(record.List) == false)
                        continue;
                    winningRank = record.Rank;
                    Verdict verdict = record.Action == RuleAction.Allow ? Verdict.Allowed : Verdict.Blocked;
                    winner = new MatchResult(verdict, (int)rule, record.List, name.LabelCount - label);
                }
            }

            if (label == 0)
                return winner;
            int start = name.LabelStart(label - 1);
            hash = SuffixHash.Extend(hash, octets[start..suffixStart]);
            suffixStart = start;
        }
    }
}

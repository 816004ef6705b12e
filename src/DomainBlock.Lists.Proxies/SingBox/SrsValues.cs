using System.Text;
using DomainBlock.Lists.Grammars;
using DomainBlock.Lists.Proxies.Containers;
using DomainBlock.Lists.Proxies.Succinct;

namespace DomainBlock.Lists.Proxies.SingBox;

/// <summary>
/// What the values of a binary rule set mean.
/// <code>
/// key of a set of names, turned around:   x exact     \n x the subtree     \r.x the subdomains     \r x whatever ends so (written by old versions)
/// of a set of AdGuard's rules:            \n x as ||x     x as |x     \r x as x     with \b behind it: no ^ at the end
/// </code>
/// A name and what is below it in one set are one entry: version 1 has no other way to say a subtree.
/// </summary>
internal sealed class SrsValues(ContainerReader bytes, EntryTally entries)
{
    private const byte BelowMark = (byte)'\r';
    private const byte SubtreeMark = (byte)'\n';
    private const byte OpenEndMark = (byte)'\b';

    /// <summary>Reads a value where it is a rule.</summary>
    private delegate LineReason Reading(ReadOnlySpan<byte> text, RuleEffect effect, RuleSink sink);

    /// <summary>Tells the values of a rule; each is an entry.</summary>
    public void Tell(HeldRule rule)
    {
        int before = entries.Entries;
        foreach (HeldValues values in rule.Values)
        {
            if (values.Item == RuleItem.Domain)
                TellNames(rule, values.Set!);
            else if (values.Item == RuleItem.AdguardDomain)
                TellAdguardRules(rule, values.Set!);
            else if (values.Item == RuleItem.IpCidr)
                TellRanges(rule, bytes.At(values.Position));
            else
                TellTexts(rule, bytes.At(values.Position), values.Item);
        }
        if (entries.Entries == before)
            Tell(rule, "a rule without names"u8, static (_, _, sink) => sink.Refuse(LineReason.Directive, ""));
    }

    private void TellNames(HeldRule rule, SuccinctSet set)
    {
        byte[] text = new byte[SuccinctSet.MaxKeyLength];
        set.Walk(BelowMark, (key, isFolded) =>
        {
            KeyText.Reverse(key, text);
            ReadOnlySpan<byte> name = text.AsSpan(0, key.Length);
            if (isFolded)
                Tell(rule, name, static (name, effect, sink) => sink.AcceptName(name, RulePattern.Subtree, effect));
            else if (name is [SubtreeMark, .. var whole])
                Tell(rule, whole, static (name, effect, sink) => sink.AcceptName(name, RulePattern.Subtree, effect));
            else if (name is [BelowMark, (byte)'.', .. var above])
                Tell(rule, above, static (name, effect, sink) => sink.AcceptName(name, RulePattern.Subdomains, effect));
            else if (name is [BelowMark, .. var end])
                Tell(rule, end, static (end, effect, sink) => sink.AcceptExpression(ExpressionSyntax.SuffixGlob, [(byte)'*', .. end], effect));
            else
                Tell(rule, name, static (name, effect, sink) => sink.AcceptName(name, RulePattern.Exact, effect));
        });
    }

    /// <summary>The rules are written out again, and read as AdGuard's.</summary>
    private void TellAdguardRules(HeldRule rule, SuccinctSet set)
    {
        byte[] text = new byte[SuccinctSet.MaxKeyLength];
        set.Walk(fold: null, (key, _) =>
        {
            KeyText.Reverse(key, text);
            ReadOnlySpan<byte> body = text.AsSpan(0, key.Length);
            bool isMarked = body is [SubtreeMark or BelowMark, ..];
            ReadOnlySpan<byte> opening = !isMarked ? "|"u8 : body[0] == SubtreeMark ? "||"u8 : default;
            body = isMarked ? body[1..] : body;
            bool isOpen = body is [.., OpenEndMark];
            body = isOpen ? body[..^1] : body;
            Tell(rule, [.. opening, .. body, .. isOpen ? default : "^"u8], static (pattern, effect, sink) => AdblockGrammar.ReadPattern(pattern, effect, sink));
        });
    }

    private void TellTexts(HeldRule rule, ContainerReader values, RuleItem item)
    {
        for (int texts = values.ReadCount(SrsItems.Name(item), 1); texts > 0; texts--)
        {
            ReadOnlySpan<byte> text = SrsItems.ReadText(values).Span;
            if (item == RuleItem.DomainKeyword)
                Tell(rule, text, static (text, effect, sink) => sink.AcceptExpression(ExpressionSyntax.Keyword, text, effect));
            else
                Tell(rule, text, static (text, effect, sink) => sink.AcceptExpression(ExpressionSyntax.Re2Regex, text, effect));
        }
    }

    private void TellRanges(HeldRule rule, ContainerReader values)
    {
        for (int ranges = SrsItems.ReadRangeCount(values); ranges > 0; ranges--)
            Tell(rule, Encoding.ASCII.GetBytes(SrsItems.ReadRange(values)), static (_, _, sink) => sink.Refuse(LineReason.Address, ""));
    }

    private void Tell(in HeldRule rule, ReadOnlySpan<byte> text, Reading read) => entries.Add(text, (rule, read), static (text, how, sink) =>
        how.rule.Refusal is { } refusal ? sink.Refuse(refusal.Reason, refusal.Detail) : how.read(text, how.rule.Effect, sink));
}

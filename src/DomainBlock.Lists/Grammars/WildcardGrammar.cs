namespace DomainBlock.Lists.Grammars;

/// <summary>One name a line, each the subtree: <c>x</c>, <c>.x</c> and <c>*.x</c> mean the same. Comments as in domains lists.</summary>
internal sealed class WildcardGrammar(RulePattern bareName) : LineGrammar(bareName)
{
    public override LineReason Read(ReadOnlySpan<byte> line, RuleSink sink) =>
        NameLine.Read(line, sink, BareName, afterDot: RulePattern.Subtree, afterStar: RulePattern.Subtree);
}

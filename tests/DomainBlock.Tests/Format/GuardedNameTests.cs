using System.Runtime.InteropServices;
using System.Text;
using DomainBlock.Generators;

namespace DomainBlock.Tests.Format;

/// <summary>Names that end or begin at an unreadable page, at odd addresses too: reading one unit too many would end the test run.</summary>
public sealed class GuardedNameTests : IDisposable
{
    private const int Room = 16_384;

    private readonly GuardedMemory _memory = new(Room);
    private readonly Blocklist _blocklist = Blocklist.Create(
        [new Rule(DomainName.Parse("com")), new Rule(DomainName.Parse("co.net"), RulePattern.Exact), new Rule(DomainName.Parse("example.com"), Action: RuleAction.Allow),
            Rule.WithExpression(NameExpression.Parse(ExpressionSyntax.Keyword, "tracker"))]);

    public void Dispose()
    {
        _blocklist.Dispose();
        ((IDisposable)_memory).Dispose();
    }

    [RuleSetProperty]
    public void A_spelled_name_is_read_within_its_bounds(SpelledName spelled) =>
        AssertTextStaysInBounds(spelled.Text, _blocklist.Match(spelled.Name.ToString()));

    [RuleSetProperty]
    public void An_invalid_text_is_read_within_its_bounds(InvalidName invalid) =>
        AssertTextStaysInBounds(invalid.Text, _blocklist.Match(invalid.Text));

    [RuleSetProperty]
    public void The_beginning_of_any_text_is_read_within_its_bounds(SpelledName spelled, int cut)
    {
        string text = spelled.Text[..(int)((uint)cut % (uint)(spelled.Text.Length + 1))];
        AssertTextStaysInBounds(text, _blocklist.Match(text));
    }

    [RuleSetProperty]
    public void A_wire_name_is_read_within_its_message(NameInMessage laid, int cut)
    {
        byte[] message = [.. laid.Message];
        MatchResult expected = _blocklist.Match(laid.Name.ToString());
        Assert.Equal(expected, _blocklist.Match(laid.ToWireName(_memory.AtEnd(message).Span)));
        Assert.Equal(expected, _blocklist.Match(laid.ToWireName(_memory.AtStart(message).Span)));

        byte[] shorter = message[..(int)((uint)cut % (uint)(message.Length + 1))];
        expected = _blocklist.Match(laid.ToWireName(shorter));
        Assert.Equal(expected, _blocklist.Match(laid.ToWireName(_memory.AtEnd(shorter).Span)));
    }

    [RuleSetProperty]
    public void Random_octets_are_read_as_a_wire_name_within_their_bounds(byte[] octets, byte offset)
    {
        MatchResult expected = _blocklist.Match(new WireName(octets, offset));
        Assert.Equal(expected, _blocklist.Match(new WireName(_memory.AtEnd(octets).Span, offset)));
        Assert.Equal(expected, _blocklist.Match(new WireName(_memory.AtStart(octets).Span, offset)));
    }

    private void AssertTextStaysInBounds(string text, MatchResult expected)
    {
        ReadOnlySpan<byte> utf16 = MemoryMarshal.AsBytes(text.AsSpan());
        Assert.Equal(expected, _blocklist.Match(MemoryMarshal.Cast<byte, char>(_memory.AtEnd(utf16).Span)));
        Assert.Equal(expected, _blocklist.Match(MemoryMarshal.Cast<byte, char>(_memory.AtStart(utf16).Span)));

        // One byte further on, each char begins at an odd address.
        Span<byte> odd = _memory.AtStart([0, .. utf16]).Span[1..];
        Assert.Equal(expected, _blocklist.Match(MemoryMarshal.Cast<byte, char>(odd)));

        // A lone surrogate has no UTF-8; what stands for it is valid, and so may be the answer.
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        MatchResult expectedUtf8 = _blocklist.Match(utf8);
        Assert.Equal(expectedUtf8, _blocklist.Match(_memory.AtEnd(utf8).Span));
        Assert.Equal(expectedUtf8, _blocklist.Match(_memory.AtStart(utf8).Span));
    }
}

using System.Text;
using DomainBlock.Lists.Grammars;
using DomainBlock.Lists.Proxies.Containers;
using DomainBlock.Lists.RuleSets;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace DomainBlock.Lists.Proxies.Mihomo;

/// <summary>
/// Rule providers of mihomo as YAML: a mapping whose key <c>payload</c> (or <c>rules</c>) has a sequence of texts, in any style that YAML knows. What they mean, <see cref="MihomoGrammar"/> says. Other keys
/// are passed over. Each entry counts for the line on which it begins; lines on which none begins hold the structure.
/// </summary>
/// <remarks>The parser's events are read one by one, so that aliases are never followed and nothing is built; what is nested deeper than any rule provider is refused before the parser slows down on it.</remarks>
internal sealed class PayloadReader(string text, MihomoGrammar grammar, RuleSink sink, ValueLines lines, Action<int> tell)
{
    /// <summary>Characters. YAML is read as text, in memory that is several times its size.</summary>
    public const int MaxSize = 64 << 20;

    private const int MaxDepth = 16;
    private const int EntriesPerReport = 4096;

    private readonly Parser _parser = new(new StringReader(text));
    private int _line = 1;
    private int _counted;
    private int _entries;
    private int _depth;

    /// <summary>Decodes UTF-8; what is none becomes U+FFFD, which no name has.</summary>
    public static string Decode(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > MaxSize)
            throw new ContainerException(ListFault.DecompressionLimit, $"It has more than {MaxSize} bytes, too many for YAML. Convert it to text, one entry a line, and read that as mihomo.");
        if (utf8.StartsWith("\uFEFF"u8))
            utf8 = utf8[3..];
        return Encoding.UTF8.GetString(utf8);
    }

    /// <summary>Reads the whole list.</summary>
    /// <returns>How many lines it has.</returns>
    /// <exception cref="ContainerException">It is no YAML, or has another structure.</exception>
    public int Read()
    {
        try
        {
            ReadDocument();
        }
        catch (YamlException e)
        {
            throw new ContainerException(
                ListFault.Malformed, $"It is no YAML: at line {e.Start.Line}, column {e.Start.Column}, {EscapedText.Escape(e.Message.TrimEnd('.'), EscapedText.SampleLength)}. It may be cut off: fetch it again, or say another format.");
        }
        int count = LineOf(text.Length);
        bool lastIsOpen = text.Length > 0 && text[^1] is not ('\n' or '\r');
        int total = lastIsOpen ? count : count - 1;
        lines.EndBefore(total + 1);
        return total;
    }

    private void ReadDocument()
    {
        Next();
        Next();
        if (_parser.Current is StreamEnd)
            throw Wrong("there is nothing in it");
        Next();
        if (_parser.Current is not MappingStart)
            throw Wrong("it is no mapping with the key 'payload'");
        bool hasPayload = false;
        for (Next(); _parser.Current is not MappingEnd; Next())
        {
            bool isPayload = _parser.Current is Scalar { Value: "payload" or "rules" };
            Skip();
            Next();
            if (isPayload)
                ReadPayload();
            else
                Skip();
            hasPayload |= isPayload;
        }
        if (!hasPayload)
            throw Wrong("it has no key 'payload'");
        Next();
        Next();
        if (_parser.Current is not StreamEnd)
            throw Wrong("a second document begins");
    }

    private void ReadPayload()
    {
        bool isNothing = _parser.Current is Scalar { Style: ScalarStyle.Plain, Value: "" or "~" or "null" };
        if (isNothing)
            return;
        if (_parser.Current is not SequenceStart)
            throw Wrong("the payload is no sequence");
        for (Next(); _parser.Current is not SequenceEnd; Next())
            ReadEntry();
    }

    private void ReadEntry()
    {
        lines.Begin(LineOf(checked((int)_parser.Current!.Start.Index)));
        if (_parser.Current is Scalar scalar)
        {
            byte[] value = Encoding.UTF8.GetBytes(scalar.Value);
            LineReason reason = value.Length > LineReader.MaxLineLength
                ? sink.Refuse(LineReason.TooLong, $"more than {LineReader.MaxLineLength} bytes")
                : grammar.ReadEntry(value, sink);
            lines.Add(reason, value);
        }
        else
        {
            lines.Add(sink.Refuse(LineReason.Syntax, "an entry that is no text"), ""u8);
            Skip();
        }
        if (++_entries % EntriesPerReport == 0)
            tell(_line);
    }

    /// <summary>Passes over what begins here, with all that is in it.</summary>
    private void Skip()
    {
        int depth = _depth;
        bool isNested = _parser.Current is MappingStart or SequenceStart;
        while (isNested && _depth >= depth)
            Next();
    }

    private void Next()
    {
        if (!MoveNext())
            throw Wrong("it ends too early");
        _depth += _parser.Current!.NestingIncrease;
        if (_depth > MaxDepth)
            throw Wrong($"it is more than {MaxDepth} deep");
    }

    /// <summary>Of some texts, as of a key behind a bracket that is not closed (<c>a: [b</c>, then <c>c: d</c>), the parser does not say what is wrong, but fails.</summary>
    private bool MoveNext()
    {
        try
        {
            return _parser.MoveNext();
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or FormatException or OverflowException)
        {
            throw Wrong("something follows that is no YAML");
        }
    }

    /// <summary>The line, from 1, on which a character stands; lines end with LF, CRLF or CR. Characters are asked for in ascending order.</summary>
    private int LineOf(int index)
    {
        for (; _counted < index; _counted++)
        {
            bool isEnd = text[_counted] == '\n' || (text[_counted] == '\r' && (_counted + 1 == text.Length || text[_counted + 1] != '\n'));
            _line += isEnd ? 1 : 0;
        }
        return _line;
    }

    private ContainerException Wrong(string what) => new(
        ListFault.Malformed, $"It is no rule provider of mihomo: at line {_parser.Current?.Start.Line ?? 1}, {what}. Say its format, or fetch it again.");
}

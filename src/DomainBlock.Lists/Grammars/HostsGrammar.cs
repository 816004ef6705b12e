using System.Buffers;
using System.Net;
using System.Text;

namespace DomainBlock.Lists.Grammars;

/// <summary>
/// hosts(5): an address, then one or more names, each exact; <c>#</c> begins a comment anywhere. The address must be one
/// that leads nowhere (the unspecified or a loopback address, or <c>0</c>): a line with another one redirects and does
/// not block. Names of the machine itself, which such files begin with, are passed over.
/// </summary>
internal sealed class HostsGrammar(RulePattern bareName) : LineGrammar(bareName)
{
    private static readonly HashSet<string> LocalNames = new(StringComparer.OrdinalIgnoreCase)
    {
        "localhost", "localhost.localdomain", "localhost4", "localhost4.localdomain4", "localhost6", "localhost6.localdomain6",
        "local", "broadcasthost", "ip6-localhost", "ip6-loopback", "ip6-localnet", "ip6-mcastprefix", "ip6-allnodes",
        "ip6-allrouters", "ip6-allhosts", "0.0.0.0",
    };

    private static readonly SearchValues<byte> BeginningsOfLocalNames = SearchValues.Create(
        [.. LocalNames.SelectMany(name => (byte[])[(byte)name[0], (byte)char.ToUpperInvariant(name[0])]).Distinct()]);

    private static readonly int LongestLocalName = LocalNames.Max(name => name.Length);

    /// <summary>The address of the line before, which most lines repeat, and whether it leads nowhere.</summary>
    private byte[] _address = [];
    private bool _leadsNowhere;

    protected override LineReason ReadText(ReadOnlySpan<byte> text, RuleSink sink)
    {
        int comment = text.IndexOf((byte)'#');
        if (comment > 0)
            text = Tokens.Trim(text[..comment]);

        ReadOnlySpan<byte> address = Tokens.First(text, out ReadOnlySpan<byte> names);
        if (!address.SequenceEqual(_address))
        {
            if (!IsHostsAddress(address))
                return LineReason.NoAddress;
            (_address, _leadsNowhere) = (address.ToArray(), LeadsNowhere(address));
        }
        return names.IsEmpty ? LineReason.NoName : ReadNames(names, _leadsNowhere, sink);
    }

    /// <summary>Whether the line is one of a hosts file: an address and something behind it.</summary>
    public static bool IsHostsLine(ReadOnlySpan<byte> text) =>
        IsHostsAddress(Tokens.First(text, out ReadOnlySpan<byte> names)) && !names.IsEmpty;

    private static bool IsHostsAddress(ReadOnlySpan<byte> word) => word.SequenceEqual("0"u8) || Tokens.IsAddress(word);

    /// <summary>Whether hosts files use the name for the machine itself.</summary>
    public static bool IsLocalName(string name) => LocalNames.Contains(name);

    private LineReason ReadNames(ReadOnlySpan<byte> names, bool leadsNowhere, RuleSink sink)
    {
        var parts = default(LineParts);
        while (!names.IsEmpty)
        {
            ReadOnlySpan<byte> word = Tokens.First(names, out names);
            if (IsLocal(word))
                continue;
            LineReason reason = leadsNowhere ? Tokens.ReadName(word, sink, out DomainName name) : RefuseRedirect(out name);
            parts.Add(reason == LineReason.Rule ? sink.Accept(name, BareName) : reason, sink);
        }
        return parts.Result(sink, LineReason.LocalName);
    }

    private static LineReason RefuseRedirect(out DomainName name)
    {
        name = default;
        return LineReason.Redirect;
    }

    /// <summary>Whether an address is the unspecified or a loopback one.</summary>
    public static bool LeadsNowhere(ReadOnlySpan<byte> address)
    {
        // Four numbers are decimal in hosts files. IPAddress takes those with leading zeros for octal, or throws.
        if (!address.Contains((byte)':'))
            return address.StartsWith("127."u8) || !address.ContainsAnyExcept((byte)'0', (byte)'.');
        var parsed = IPAddress.Parse(address);
        return parsed.Equals(IPAddress.IPv6Any) || IPAddress.IsLoopback(parsed);
    }

    private static bool IsLocal(ReadOnlySpan<byte> word)
    {
        if (word.Length > LongestLocalName || !BeginningsOfLocalNames.Contains(word[0]))
            return false;
        Span<char> text = stackalloc char[LongestLocalName];
        return LocalNames.GetAlternateLookup<ReadOnlySpan<char>>().Contains(text[..Encoding.Latin1.GetChars(word, text)]);
    }
}

using System.Collections.Frozen;
using System.Text;

namespace DomainBlock.Lists.Grammars;

/// <summary>
/// The modifiers of an adblock rule: what follows its last <c>$</c> that is not escaped, parted by commas that are not escaped.
/// <code>
/// important          the rule's level          dnstype=A|AAAA     only for these types of question; ~A|~AAAA for all but these
/// badfilter          cancels a rule            denyallow=x|y      not for these names and what is below them
/// dnsrewrite=…       a wanted answer           client=… ctag=…    only for some clients
/// </code>
/// AdGuard asks rules with <c>dnsrewrite</c> before all others: they are important here. Modifiers of rules for browsers are told by name. AdGuard ignores a rule with a modifier that it does not know; so do we, and say so.
/// </summary>
/// <remarks>Source: AdGuard's documentation of DNS filtering syntax, and rules/network.go of urlfilter for how the text is cut.</remarks>
internal ref struct AdblockModifiers
{
    private const string BrowserNames = """
        1p 3p all app background badcookie content cookie css csp doc document domain ehide elemhide empty extension first-party font frame from genericblock generichide
        ghide header hls image inline-font inline-script jsinject jsonprune match-case media method mp4 network object object-subrequest other permissions ping popunder popup
        queryprune redirect redirect-rule referrerpolicy removeheader removeparam replace rewrite script shide specifichide stealth strict-first-party strict-third-party
        strict1p strict3p stylesheet subdocument third-party to urlblock urltransform webrtc websocket xhr xmlhttprequest xmlprune cname
        """;

    private static readonly FrozenSet<string> BrowserOnly =
        BrowserNames.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);

    private readonly RuleSink _sink;
    private LineReason? _fault;
    private string _detail;

    private AdblockModifiers(RuleSink sink)
    {
        _sink = sink;
        _detail = "";
        Options = RuleOptions.None;
    }

    /// <summary>How strong the rule is.</summary>
    public RuleLevel Level { get; private set; }

    /// <summary>Whether the rule cancels another one.</summary>
    public bool CancelsRule { get; private set; }

    /// <summary>On what the rule depends, and what answer it wants.</summary>
    public RuleOptions Options { get; private set; }

    /// <summary>Cuts a rule into its pattern and its modifiers.</summary>
    public static ReadOnlySpan<byte> Cut(ReadOnlySpan<byte> rule, out ReadOnlySpan<byte> modifiers)
    {
        modifiers = default;
        bool isRegex = rule is [(byte)'/', _, .., (byte)'/'];
        for (int dollar = isRegex ? -1 : rule.LastIndexOf((byte)'$'); dollar >= 0; dollar = rule[..dollar].LastIndexOf((byte)'$'))
        {
            if (dollar == rule.Length - 1 || (dollar > 0 && rule[dollar - 1] == '\\'))
                continue;
            modifiers = rule[(dollar + 1)..];
            return rule[..dollar];
        }
        return rule;
    }

    /// <summary>Reads modifiers.</summary>
    public static AdblockModifiers Read(ReadOnlySpan<byte> text, RuleSink sink)
    {
        var modifiers = new AdblockModifiers(sink);
        while (!text.IsEmpty)
        {
            int end = IndexOfUnescaped(text, (byte)',');
            modifiers.Add(end < 0 ? text : text[..end]);
            text = end < 0 ? default : text[(end + 1)..];
        }
        return modifiers;
    }

    /// <summary>Why a rule with these modifiers is none; the pattern may be refused for other reasons.</summary>
    public readonly bool IsRefused(in RuleEffect effect, RuleSink sink, out LineReason reason)
    {
        reason = _fault is { } fault ? sink.RefuseRule(fault, effect, _detail) : default;
        return _fault is not null;
    }

    private void Add(ReadOnlySpan<byte> modifier)
    {
        int equals = modifier.IndexOf((byte)'=');
        ReadOnlySpan<byte> name = equals < 0 ? modifier : modifier[..equals];
        ReadOnlySpan<byte> value = equals < 0 ? default : modifier[(equals + 1)..];
        if (name.SequenceEqual("important"u8))
            Level = RuleLevel.Important;
        else if (name.SequenceEqual("badfilter"u8))
            CancelsRule = true;
        else if (name.SequenceEqual("dnstype"u8))
            AddTypes(value, modifier);
        else if (name.SequenceEqual("denyallow"u8))
            AddExemptNames(value, modifier);
        else if (name.SequenceEqual("dnsrewrite"u8))
            AddAnswer(value, modifier);
        else if (name.SequenceEqual("client"u8) || name.SequenceEqual("ctag"u8))
            Refuse(LineReason.Client, modifier, " (a list of its own, in a view for these clients, does the same)");
        else if (name.SequenceEqual("respgeo"u8))
            Refuse(LineReason.Trigger, modifier);
        else
            Refuse(IsForBrowsers(name) ? LineReason.Browser : LineReason.Modifier, modifier);
    }

    /// <summary>Where types to take and types to leave stand together, only those to take count, as AdGuard has it; it knows no numbers.</summary>
    private void AddTypes(ReadOnlySpan<byte> value, ReadOnlySpan<byte> modifier)
    {
        var taken = new HashSet<ushort>();
        var left = new HashSet<ushort>();
        foreach (Range part in value.Split((byte)'|'))
        {
            ReadOnlySpan<byte> name = value[part];
            bool isLeft = name is [(byte)'~', ..];
            string word = Encoding.ASCII.GetString(isLeft ? name[1..] : name);
            if (!QueryType.TryParse(word, out ushort type) || !QueryType.ToText(type).Equals(word, StringComparison.OrdinalIgnoreCase))
            {
                Refuse(LineReason.Modifier, modifier);
                return;
            }
            (isLeft ? left : taken).Add(type);
        }
        bool isExcept = taken.Count == 0;
        taken.ExceptWith(left);
        HashSet<ushort> types = isExcept ? left : taken;
        if (types.Count is 0 or > RuleOptions.MaxItems)
            Refuse(LineReason.Syntax, modifier);
        else
            Options = Options with { QueryTypes = [.. types], ExceptQueryTypes = isExcept };
    }

    private void AddExemptNames(ReadOnlySpan<byte> value, ReadOnlySpan<byte> modifier)
    {
        var names = new List<DomainName>();
        foreach (Range part in value.Split((byte)'|'))
        {
            ReadOnlySpan<byte> text = value[part];
            bool isName = !text.IsEmpty && !text.ContainsAny((byte)'~', (byte)'*') && names.Count < RuleOptions.MaxItems;
            DomainName name = default;
            LineReason reason = isName ? Tokens.ReadName(text, _sink, out name) : LineReason.Syntax;
            if (reason != LineReason.Rule)
            {
                Refuse(reason, modifier);
                return;
            }
            names.Add(name);
        }
        Options = Options with { ExemptNames = names };
    }

    private void AddAnswer(ReadOnlySpan<byte> value, ReadOnlySpan<byte> modifier)
    {
        LineReason reason = DnsRewrite.Read(value, out RuleAnswer answer);
        if (reason != LineReason.Rule)
        {
            Refuse(reason, modifier);
            return;
        }
        Level = RuleLevel.Important;
        Options = Options with { Answer = answer };
    }

    /// <summary>An unknown modifier weighs most, for with it AdGuard does not take the rule at all; then the first one counts.</summary>
    private void Refuse(LineReason reason, ReadOnlySpan<byte> modifier, string hint = "")
    {
        if (_fault is null || (reason == LineReason.Modifier && _fault != LineReason.Modifier))
            (_fault, _detail) = (reason, Text(modifier) + hint);
    }

    private static bool IsForBrowsers(ReadOnlySpan<byte> name)
    {
        string word = Text(name.TrimStart((byte)'~'));
        return BrowserOnly.Contains(word) || word.AsSpan().Trim('_').IsEmpty;
    }

    private static string Text(ReadOnlySpan<byte> text) => EscapedText.Escape(text, EscapedText.SampleLength);

    private static int IndexOfUnescaped(ReadOnlySpan<byte> text, byte sign)
    {
        int from = 0;
        int found;
        while ((found = text[from..].IndexOf(sign)) >= 0)
        {
            int place = from + found;
            if (place == 0 || text[place - 1] != '\\')
                return place;
            from = place + 1;
        }
        return -1;
    }
}

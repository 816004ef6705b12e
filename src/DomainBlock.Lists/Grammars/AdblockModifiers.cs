using System.Collections.Frozen;

namespace DomainBlock.Lists.Grammars;

/// <summary>
/// The modifiers of an adblock rule: what follows its last <c>$</c> that is not escaped, parted by commas that are not escaped.
/// <code>
/// important          the rule's level          dnstype=A|~AAAA    only for these types of question, or for all but these
/// badfilter          cancels a rule            denyallow=x|y      not for these names and what is below them
/// dnsrewrite=…       an answer of its own      client=… ctag=…    only for some clients
/// </code>
/// Modifiers of rules for browsers are told by name. AdGuard ignores a rule with a modifier that it does not know; so do we, and say so.
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

    private LineReason? _fault;
    private string _detail;

    /// <summary>How strong the rule is.</summary>
    public RuleLevel Level { get; private set; }

    /// <summary>Whether the rule cancels another one.</summary>
    public bool CancelsRule { get; private set; }

    /// <summary>On what the rule depends, as written; empty where on nothing.</summary>
    public string Condition { get; private set; }

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
    public static AdblockModifiers Read(ReadOnlySpan<byte> text)
    {
        var modifiers = new AdblockModifiers { Condition = "", _detail = "" };
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
            AddCondition(modifier, isValid: !value.IsEmpty);
        else if (name.SequenceEqual("denyallow"u8))
            AddCondition(modifier, isValid: !value.IsEmpty && !value.ContainsAny((byte)'~', (byte)'*'));
        else if (name.SequenceEqual("dnsrewrite"u8))
            Refuse(LineReason.Answer, modifier);
        else if (name.SequenceEqual("client"u8) || name.SequenceEqual("ctag"u8))
            Refuse(LineReason.Client, modifier, " (a list of its own, in a view for these clients, does the same)");
        else if (name.SequenceEqual("respgeo"u8))
            Refuse(LineReason.Trigger, modifier);
        else
            Refuse(IsForBrowsers(name) ? LineReason.Browser : LineReason.Modifier, modifier);
    }

    private void AddCondition(ReadOnlySpan<byte> modifier, bool isValid)
    {
        if (!isValid)
            Refuse(LineReason.Syntax, modifier);
        else
            Condition = Condition.Length == 0 ? Text(modifier) : $"{Condition},{Text(modifier)}";
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

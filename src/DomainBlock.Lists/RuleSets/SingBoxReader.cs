using System.Globalization;
using System.Text;
using System.Text.Json;
using DomainBlock.Lists.Grammars;
using DomainBlock.Lists.Reports;

namespace DomainBlock.Lists.RuleSets;

/// <summary>
/// Rule sets of sing-box in source form, versions 1 to 4.
/// <code>
/// {"version": 2, "rules": [RULE, …]}
/// RULE  {"domain": …, "domain_suffix": …, "domain_keyword": …, "domain_regex": …, "ip_cidr": …, CONDITION: …, "invert": true}
///       {"type": "logical", "mode": "and" or "or", "rules": [RULE, …], "invert": true}
/// domain x exact      domain_suffix x the subtree, .x the subdomains; in version 1 x is whatever ends so
/// domain_keyword a glob      domain_regex RE2's
/// </code>
/// A field holds one value or an array. Names and addresses of a rule are alternatives; its other fields are conditions: of these a rule can hold <c>query_type</c>, with
/// the others the names are no plain rules. So a rule's values wait until its end: at most one top-level rule is held in memory.
/// Each value counts for the line on which it stands; lines without values hold the structure.
/// </summary>
/// <remarks>Source: sing-box.sagernet.org/configuration/rule-set/source-format and headless-rule; sing/common/domain/matcher.go for suffixes.</remarks>
internal sealed class SingBoxReader
{
    private const int FirstVersion = 1;
    private const int LastVersion = 4;

    private readonly JsonTokens _tokens;
    private readonly RuleSink _sink;
    private readonly ValueLines _lines;
    private readonly List<Entry> _entries = [];
    private int _version;

    public SingBoxReader(JsonTokens tokens, LineTally tally, Action<Rule> accept)
    {
        _tokens = tokens;
        _sink = new RuleSink(accept);
        _lines = new ValueLines(_sink, tally);
    }

    private enum Field
    {
        Exact,
        Suffix,
        Keyword,
        Regex,
        Address,
    }

    /// <summary>How many rules were given.</summary>
    public int Rules => _lines.Rules;

    /// <summary>Reads the whole rule set.</summary>
    /// <param name="tell">Is called now and then.</param>
    /// <exception cref="JsonException">It is no JSON, or has another structure.</exception>
    public void Read(Action tell)
    {
        Next();
        Require(JsonTokenType.StartObject, "a rule set is an object");
        while (NextName() is { } name)
        {
            Next();
            if (name == "version")
                ReadVersion();
            else if (name == "rules")
                ReadRules(tell);
            else
                throw Wrong($"a rule set has no '{Shown(name)}'");
        }
        while (_tokens.TryRead())
        {
        }
        _lines.EndBefore(_tokens.Lines + 1);
        tell();
    }

    private void ReadVersion()
    {
        Require(JsonTokenType.Number, "the version is a number");
        if (!int.TryParse(_tokens.Text.Span, NumberStyles.None, CultureInfo.InvariantCulture, out _version) || _version is < FirstVersion or > LastVersion)
            throw Wrong($"versions {FirstVersion} to {LastVersion} are known, not {Encoding.UTF8.GetString(_tokens.Text.Span)}");
    }

    private void ReadRules(Action tell)
    {
        if (_version == 0)
            throw Wrong("the version must stand before the rules: it decides what they mean");
        Require(JsonTokenType.StartArray, "rules are an array");
        while (NextInArray())
        {
            ReadRule();
            Flush();
            tell();
        }
    }

    /// <summary>Reads one rule, logical ones with all below them, and refuses its values where they are no plain rules.</summary>
    private void ReadRule()
    {
        Require(JsonTokenType.StartObject, "a rule is an object");
        int first = _entries.Count;
        var rule = new RuleShape();
        while (NextName() is { } name)
        {
            Next();
            if (FieldOf(name) is { } field)
                ReadValues(field);
            else if (name == "rules")
                ReadNested(rule);
            else if (name == "query_type")
                rule.AddQueryTypes(ReadPlain());
            else
                rule.Add(name, Shown(ReadPlain()));
        }
        if (rule.Refusal is null && rule.Options.IsEmpty)
            return;
        for (int i = first; i < _entries.Count; i++)
            _entries[i] = _entries[i] with { Options = rule.Options, Reason = rule.Refusal?.Reason ?? _entries[i].Reason, Detail = rule.Refusal?.Detail ?? _entries[i].Detail };
    }

    private void ReadNested(RuleShape rule)
    {
        rule.AddRules();
        Require(JsonTokenType.StartArray, "rules are an array");
        while (NextInArray())
            ReadRule();
    }

    private void ReadValues(Field field)
    {
        if (_tokens.Kind == JsonTokenType.String)
        {
            Keep(field);
            return;
        }
        Require(JsonTokenType.StartArray, "a field is a string or an array of strings");
        while (NextInArray())
        {
            Require(JsonTokenType.String, "a field is a string or an array of strings");
            Keep(field);
        }
    }

    private void Keep(Field field) => _entries.Add(new Entry(_tokens.Line, field, _tokens.Text));

    /// <summary>Reads the value of another field: a scalar, or an array of scalars.</summary>
    private List<string> ReadPlain()
    {
        if (_tokens.Kind is JsonTokenType.True)
            return ["true"];
        if (_tokens.Kind is JsonTokenType.False)
            return ["false"];
        if (_tokens.Kind is JsonTokenType.String or JsonTokenType.Number)
            return [EscapedText.Escape(_tokens.Text.Span, EscapedText.SampleLength)];
        Require(JsonTokenType.StartArray, "a field is a value or an array of values");
        var values = new List<string>();
        while (NextInArray())
        {
            if (_tokens.Kind is not (JsonTokenType.String or JsonTokenType.Number))
                throw Wrong("a field is a value or an array of values");
            if (values.Count <= RuleOptions.MaxItems)
                values.Add(EscapedText.Escape(_tokens.Text.Span, EscapedText.SampleLength));
        }
        return values;
    }

    private void Flush()
    {
        foreach (Entry entry in _entries)
        {
            _lines.Begin(entry.Line);
            _lines.Add(Accept(entry), entry.Text.Span);
        }
        _entries.Clear();
    }

    private LineReason Accept(in Entry entry)
    {
        if (entry.Reason is { } refused)
            return _sink.Refuse(refused, entry.Detail ?? "");
        var effect = new RuleEffect(Options: entry.Options);
        ReadOnlySpan<byte> text = entry.Text.Span;
        switch (entry.Field)
        {
            case Field.Exact:
                return _sink.AcceptName(text, RulePattern.Exact, effect);
            case Field.Suffix when text is [(byte)'.', _, ..]:
                return _sink.AcceptName(text[1..], RulePattern.Subdomains, effect);
            case Field.Suffix when _version == 1:
                return _sink.AcceptExpression(ExpressionSyntax.SuffixGlob, [(byte)'*', .. text], effect);
            case Field.Suffix:
                return _sink.AcceptName(text, RulePattern.Subtree, effect);
            case Field.Keyword:
                return _sink.AcceptExpression(ExpressionSyntax.Keyword, text, effect);
            case Field.Regex:
                return _sink.AcceptExpression(ExpressionSyntax.Re2Regex, text, effect);
            default:
                return LineReason.Address;
        }
    }

    private static Field? FieldOf(string name) => name switch
    {
        "domain" => Field.Exact,
        "domain_suffix" => Field.Suffix,
        "domain_keyword" => Field.Keyword,
        "domain_regex" => Field.Regex,
        "ip_cidr" => Field.Address,
        _ => null,
    };

    private string? NextName()
    {
        Next();
        if (_tokens.Kind == JsonTokenType.EndObject)
            return null;
        return Encoding.UTF8.GetString(_tokens.Text.Span);
    }

    private bool NextInArray()
    {
        Next();
        return _tokens.Kind != JsonTokenType.EndArray;
    }

    private void Next()
    {
        if (!_tokens.TryRead())
            throw Wrong("it ends too early");
    }

    private void Require(JsonTokenType kind, string rule)
    {
        if (_tokens.Kind != kind)
            throw Wrong(rule);
    }

    private JsonException Wrong(string rule) => new($"Line {_tokens.Line}: {rule}.");

    private static string Shown(List<string> values) => string.Join('|', values.Take(EscapedText.SampleLength));

    private static string Shown(string name) => EscapedText.Escape(name, EscapedText.SampleLength);

    /// <summary>One value of a rule, until it is known what else the rule says.</summary>
    private readonly record struct Entry(int Line, Field Field, ReadOnlyMemory<byte> Text, RuleOptions? Options = null, LineReason? Reason = null, string? Detail = null);
}

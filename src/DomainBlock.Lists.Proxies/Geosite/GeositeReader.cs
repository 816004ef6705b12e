using System.Text;
using DomainBlock.Lists.Grammars;
using DomainBlock.Lists.Proxies.Containers;

namespace DomainBlock.Lists.Proxies.Geosite;

/// <summary>
/// Geosite files of V2Ray and Xray: many lists, each under a code. Protobuf (fields that are not named here are passed over):
/// <code>
/// GeoSiteList  1 GeoSite…
/// GeoSite      1 country_code     2 Domain…     4 code, where the first is empty
/// Domain       1 type: 0 a keyword, 1 a regular expression, 2 the subtree, 3 exact     2 value     3 Attribute…
/// Attribute    1 key
/// </code>
/// Each domain of the chosen lists is an entry, in the order of the file; one whose attributes are not chosen counts as a comment, as an include of v2fly's sources has it.
/// </summary>
/// <remarks>Source: v2fly/v2ray-core app/router/routercommon/common.proto. The file is walked twice: which lists there are is known at its end only.</remarks>
internal sealed class GeositeReader(ArraySegment<byte> file, GeositeSelection? selection, EntryTally entries)
{
    /// <summary>Characters of codes that a message lists at most; the community's file has 1,500 codes of 12.</summary>
    private const int MaxShownCodes = 4000;

    /// <summary>Lists of a file. What is noted of each would otherwise take far more room than the file.</summary>
    private const int MaxLists = 100_000;

    private const ulong Keyword = 0;
    private const ulong Regex = 1;
    private const ulong RootDomain = 2;
    private const ulong Full = 3;

    /// <summary>Reads the chosen lists.</summary>
    /// <exception cref="ContainerException">It is no geosite file, or the choice is not clear.</exception>
    public void Read()
    {
        List<Site> sites = FindSites();
        GeositeSelection chosen = Choose(sites);
        foreach (Site site in sites.Where(site => chosen.TakesCode(site.Code)))
        {
            using var fields = new MessageFields(site.Message);
            while (fields.TryRead(out Field field))
            {
                if (field is { Number: 2, Message: { } domain })
                    ReadDomain(domain, site.Code, chosen);
            }
        }
    }

    private List<Site> FindSites()
    {
        var sites = new List<Site>();
        using var fields = new MessageFields(file);
        while (fields.TryRead(out Field field))
        {
            if (field is not { Number: 1, Message: { } site })
                throw ContainerException.Malformed($"there is a field {field.Number} where a list is expected", field.Offset);
            if (sites.Count == MaxLists)
                throw ContainerException.Malformed($"there are more than {MaxLists} lists", field.Offset);
            sites.Add(new Site(CodeOf(site), site));
        }
        return sites;
    }

    private static string CodeOf(ArraySegment<byte> site)
    {
        string code = "";
        using var fields = new MessageFields(site);
        while (fields.TryRead(out Field field))
        {
            if (field is { Number: 1, Message: { Count: > 0 } first })
                code = Lower(first);
            else if (field is { Number: 4, Message: { } second } && code.Length == 0)
                code = Lower(second);
        }
        return code;
    }

    private GeositeSelection Choose(List<Site> sites)
    {
        string[] codes = [.. sites.Select(site => site.Code).Distinct().Order(StringComparer.Ordinal)];
        if (selection is null)
        {
            return codes.Length == 1
                ? GeositeSelection.Of(codes[0])
                : throw new ContainerException(ListFault.UnknownSelection, $"It holds {codes.Length} lists; say which: geosite=FILE#CODE. {Describe(codes)}");
        }
        string[] missing = [.. selection.Codes.Except(codes)];
        return missing.Length == 0
            ? selection
            : throw new ContainerException(ListFault.UnknownSelection, $"It has no list {string.Join(", ", missing)}. {Describe(codes)}");
    }

    private static string Describe(string[] codes)
    {
        var shown = new StringBuilder();
        int count = 0;
        while (count < codes.Length && shown.Length < MaxShownCodes)
            shown.Append(count > 0 ? ", " : "").Append(EscapedText.Escape(codes[count++], EscapedText.SampleLength));
        string rest = count < codes.Length ? $" and {codes.Length - count} more" : "";
        return $"Its codes are: {shown}{rest}.";
    }

    private void ReadDomain(ArraySegment<byte> message, string code, GeositeSelection chosen)
    {
        ulong type = Keyword;
        ReadOnlySpan<byte> value = default;
        var attributes = new List<string>();
        using var fields = new MessageFields(message);
        while (fields.TryRead(out Field field))
        {
            if (field is { Number: 1, Value: { } number })
                type = number;
            else if (field is { Number: 2, Message: { } text })
                value = text;
            else if (field is { Number: 3, Message: { } attribute })
                AddKeys(attributes, attribute);
        }
        if (chosen.Takes(code, attributes))
            entries.Add(value, type, Accept);
        else
            entries.Add(value, LineReason.Comment, "");
    }

    private static void AddKeys(List<string> attributes, ArraySegment<byte> attribute)
    {
        using var fields = new MessageFields(attribute);
        while (fields.TryRead(out Field field))
        {
            if (field is { Number: 1, Message: { } key })
                attributes.Add(Lower(key));
        }
    }

    private static string Lower(ArraySegment<byte> utf8) => Encoding.UTF8.GetString(utf8).ToLowerInvariant();

    private static LineReason Accept(ReadOnlySpan<byte> value, ulong type, RuleSink sink) => type switch
    {
        Keyword => sink.AcceptExpression(ExpressionSyntax.Keyword, value, RuleEffect.Block),
        Regex => sink.AcceptExpression(ExpressionSyntax.Re2Regex, value, RuleEffect.Block),
        RootDomain => sink.AcceptName(value, RulePattern.Subtree, RuleEffect.Block),
        Full => sink.AcceptName(value, RulePattern.Exact, RuleEffect.Block),
        _ => sink.Refuse(LineReason.Syntax, $"a domain of type {type}"),
    };

    /// <summary>One of the lists.</summary>
    private readonly record struct Site(string Code, ArraySegment<byte> Message);
}

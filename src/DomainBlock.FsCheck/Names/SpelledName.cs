using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace DomainBlock.Generators;

/// <summary>A name and one of the many texts in presentation format (RFC 1035 §5.1) that mean it.</summary>
/// <param name="Name">The name.</param>
/// <param name="Text">ASCII text that reads as the name: any case, with or without the final dot, escaped more than need be.</param>
public sealed record SpelledName(DomainName Name, string Text)
{
    // The WHATWG URL Standard's forbidden domain code points but for '.' and '\', which text gives a meaning of its own.
    private const string Forbidden = "#%/:<>?@[]^|";

    /// <summary>Spellings of names out of a generator.</summary>
    public static Gen<SpelledName> GeneratorFor(Gen<DomainName> names) =>
        from name in names
        from seed in Gen.Choose(0, int.MaxValue)
        select new SpelledName(name, Spell(name, new Random(seed)));

    internal static IEnumerable<SpelledName> Shrink(SpelledName spelled)
    {
        string plain = spelled.Name.ToString();
        if (spelled.Text != plain)
            yield return spelled with { Text = plain };
        foreach (DomainName simpler in NameShrinker.Shrink(spelled.Name))
        {
            yield return new SpelledName(simpler, simpler.ToString());
            yield return new SpelledName(simpler, Spell(simpler, new Random(spelled.Text.Length)));
        }
    }

    private static string Spell(DomainName name, Random random)
    {
        if (name.IsRoot)
            return ".";
        var text = new StringBuilder();
        foreach (byte[] label in NameLabels.Split(name))
        {
            if (text.Length > 0)
                text.Append('.');
            foreach (byte octet in label)
                AppendOctet(text, octet, random);
        }
        if (random.Next(3) == 0)
            text.Append('.');
        return text.ToString();
    }

    private static void AppendOctet(StringBuilder text, byte octet, Random random)
    {
        char character = octet is >= (byte)'a' and <= (byte)'z' && random.Next(2) == 0 ? (char)(octet - 0x20) : (char)octet;
        bool hasText = character is > ' ' and < '\x7F';
        bool hasMeaning = character is '.' or '\\' || Forbidden.Contains(character, StringComparison.Ordinal);
        bool canFollowBackslash = character is >= ' ' and < '\x7F' && !char.IsAsciiDigit(character);

        int choice = random.Next(16);
        if (hasText && !hasMeaning && choice > 1)
            text.Append(character);
        else if (canFollowBackslash && choice % 2 == 0)
            text.Append('\\').Append(character);
        else
            text.Append('\\').Append(((int)character).ToString("D3", CultureInfo.InvariantCulture));
    }
}

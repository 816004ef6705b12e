using System.Text;
using DomainBlock.Benchmarks.Synthetic;

namespace DomainBlock.Benchmarks.Queries;

/// <summary>The same names, in the same order, in the three forms that <see cref="Blocklist"/> takes.</summary>
internal sealed class QueryForms
{
    private QueryForms()
    {
    }

    /// <summary>UTF-16 presentation format.</summary>
    public Packed<char> Text { get; } = new();

    /// <summary>The same text in UTF-8.</summary>
    public Packed<byte> Utf8 { get; } = new();

    /// <summary>DNS wire form with the root octet.</summary>
    public Packed<byte> Wire { get; } = new();

    /// <summary>How many names there are.</summary>
    public int Count => Text.Count;

    /// <summary>The three forms of canonical names.</summary>
    public static QueryForms Canonical(Packed<char> names) => Make(names, mixing: null);

    /// <summary>
    /// The three forms of the names with every letter upper or lower case by chance, as resolvers send them that protect
    /// themselves with 0x20 encoding.
    /// </summary>
    public static QueryForms MixedCase(Packed<char> names, ulong seed) => Make(names, new SplitMix64(seed));

    private static QueryForms Make(Packed<char> names, SplitMix64? mixing)
    {
        var forms = new QueryForms();
        Span<byte> wire = stackalloc byte[255];
        for (int i = 0; i < names.Count; i++)
        {
            // No length octet is a letter (they end at 63), so that wire form can be mixed octet by octet.
            byte[] text = Encoding.ASCII.GetBytes(names[i].ToArray());
            Span<byte> octets = wire[..DomainName.Parse(names[i]).CopyWireTo(wire)];
            if (mixing is not null)
            {
                Mix(text, mixing);
                Mix(octets, mixing);
            }
            forms.Text.Add(Encoding.ASCII.GetString(text));
            forms.Utf8.Add(text);
            forms.Wire.Add(octets);
        }
        return forms;
    }

    private static void Mix(Span<byte> octets, SplitMix64 random)
    {
        foreach (ref byte octet in octets)
        {
            if (char.IsAsciiLetterLower((char)octet) && random.Below(2) == 0)
                octet ^= 0x20;
        }
    }
}

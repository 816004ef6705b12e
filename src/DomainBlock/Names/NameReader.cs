using System.Numerics;
using System.Runtime.CompilerServices;
using DomainBlock.Idn;
using DomainBlock.Text;

namespace DomainBlock.Names;

/// <summary>Reads a name in any of its three input forms into its canonical form. Nothing is allocated, nothing throws.</summary>
internal static class NameReader
{
    /// <summary>Makes the static table now that the readers would make when they first need it, so that no query does.</summary>
    public static void Prepare()
    {
        RuntimeHelpers.RunClassConstructor(typeof(AsciiKinds).TypeHandle);
    }

    /// <summary>Reads text: UTF-8 where the unit is <see cref="byte"/>, UTF-16 where it is <see cref="char"/>.</summary>
    public static NameStatus Read<TUnit>(ReadOnlySpan<TUnit> text, ref NameBuffer name, out int position)
        where TUnit : unmanaged, IBinaryInteger<TUnit>
    {
        if (PlainText.TryRead(text, ref name))
        {
            position = text.Length;
            return NameStatus.Valid;
        }
        NameStatus status = PresentationText.Read(text, ref name, out position);

        // With characters beyond ASCII only the whole text can be judged: '<' with U+0338 is mapped to U+226E, and a soft
        // hyphen to nothing, so that its label may be empty or short enough. Whether there are any is asked on this path only.
        return status == NameStatus.Valid || !HasUnitsBeyondAscii(text) ? status : InternationalName.Read(text, ref name, ref position);
    }

    /// <summary>A loop of our own: the BCL's generic one boxes its bounds as long as the JIT has not optimised it.</summary>
    private static bool HasUnitsBeyondAscii<TUnit>(ReadOnlySpan<TUnit> text)
        where TUnit : unmanaged, IBinaryInteger<TUnit>
    {
        foreach (TUnit unit in text)
        {
            if (uint.CreateTruncating(unit) >= 0x80)
                return true;
        }
        return false;
    }

    /// <summary>Reads wire form.</summary>
    public static NameStatus Read(WireName wire, ref NameBuffer name, out int position) =>
        WireFormat.Read(wire, ref name, out position);
}

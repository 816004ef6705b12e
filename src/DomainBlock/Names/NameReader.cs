using System.Numerics;
using DomainBlock.Idn;
using DomainBlock.Text;

namespace DomainBlock.Names;

/// <summary>Reads a name in any of its three input forms into its canonical form. Nothing is allocated, nothing throws.</summary>
internal static class NameReader
{
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

        // A forbidden character may yet be mapped or composed into another, if there are characters beyond ASCII: '<' with
        // U+0338 is U+226E. Whether there are is asked on this path only.
        bool isInternational = status == NameStatus.InvalidUnicode
            || (status == NameStatus.ForbiddenCharacter && text.ContainsAnyExceptInRange(TUnit.Zero, TUnit.CreateTruncating(0x7F)));
        return isInternational ? InternationalName.Read(text, ref name, ref position) : status;
    }

    /// <summary>Reads wire form.</summary>
    public static NameStatus Read(WireName wire, ref NameBuffer name, out int position) =>
        WireFormat.Read(wire, ref name, out position);
}

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
        return status == NameStatus.NotAscii ? InternationalName.Read(text, ref name, ref position) : status;
    }

    /// <summary>Reads wire form.</summary>
    public static NameStatus Read(WireName wire, ref NameBuffer name, out int position) =>
        WireFormat.Read(wire, ref name, out position);
}

using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;

namespace DomainBlock.Text;

/// <summary>
/// The quick way for the text that nearly all names are: <see cref="PlainScanner"/> looks it over, then it is copied in
/// lower case and cut at its dots. Whatever else there is it leaves to <see cref="PresentationText"/>, which reads the same
/// text to the same name and says what is wrong with it.
/// </summary>
internal static class PlainText
{
    /// <summary>Reads plain text.</summary>
    /// <typeparam name="TUnit"><see cref="byte"/> for UTF-8, <see cref="char"/> for UTF-16.</typeparam>
    /// <returns>False if this is not for here; the buffer is then unchanged.</returns>
    public static bool TryRead<TUnit>(ReadOnlySpan<TUnit> text, ref NameBuffer name)
        where TUnit : unmanaged, IBinaryInteger<TUnit>
    {
        if (!PlainScanner.TryScan(text, out PlainScan scan))
            return false;
        CopyLower(text, scan, name.TextRoom);
        name.TakeText(scan);
        return true;
    }

    /// <summary>Writes plain text in lower case and without its final dot.</summary>
    /// <param name="text">The text.</param>
    /// <param name="scan">What was found in it.</param>
    /// <param name="room">Takes as many octets as the name has units.</param>
    private static void CopyLower<TUnit>(ReadOnlySpan<TUnit> text, in PlainScan scan, Span<byte> room)
        where TUnit : unmanaged, IBinaryInteger<TUnit>
    {
        text = text[..scan.Length];
        if (typeof(TUnit) == typeof(char))
            Ascii.ToLower(MemoryMarshal.Cast<TUnit, char>(text), room, out _);
        else if (scan.HasUpper)
            Ascii.ToLower(MemoryMarshal.Cast<TUnit, byte>(text), room, out _);
        else
            MemoryMarshal.Cast<TUnit, byte>(text).CopyTo(room);
    }
}

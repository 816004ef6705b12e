using System.Buffers;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;

namespace DomainBlock.Text;

/// <summary>
/// The quick way for the text that nearly all names are: ASCII, no escapes, nothing forbidden, no fault. It is copied in
/// lower case, looked over once, and cut at its dots, each step vectorised by the BCL. Whatever else it meets it leaves
/// to <see cref="PresentationText"/>, which reads the same text to the same name and says what is wrong with it.
/// </summary>
internal static class PlainText
{
    /// <summary>Octets. One more can only be valid with the final dot.</summary>
    private const int MaxLength = NameBuffer.MaxOctets - 1;

    private static readonly SearchValues<byte> NotPlain = SearchValues.Create(
        [.. Enumerable.Range(0, 0x80).Select(octet => (byte)octet).Where(octet => octet == '\\' || PresentationText.IsForbidden(octet))]);

    /// <summary>Reads plain text.</summary>
    /// <typeparam name="TUnit"><see cref="byte"/> for UTF-8, <see cref="char"/> for UTF-16.</typeparam>
    /// <returns>False if this is not for here; the buffer then holds no name.</returns>
    public static bool TryRead<TUnit>(ReadOnlySpan<TUnit> text, ref NameBuffer name)
        where TUnit : unmanaged, IBinaryInteger<TUnit>
    {
        if (text.Length is 0 or > MaxLength)
            return false;
        Span<byte> octets = name.TextRoom[..text.Length];
        OperationStatus status = typeof(TUnit) == typeof(char)
            ? Ascii.ToLower(MemoryMarshal.Cast<TUnit, char>(text), octets, out _)
            : Ascii.ToLower(MemoryMarshal.AsBytes(text), octets, out _);
        return status == OperationStatus.Done && !octets.ContainsAny(NotPlain) && name.TryTakeText(text.Length);
    }
}

using System.Text;

namespace DomainBlock.Matching;

/// <summary>The order ids of rules on their way into an image: each once, as rules of one order share it.</summary>
internal sealed class OrderIds
{
    /// <summary>An id's length stands in one octet of the file; what courts call their orders is far shorter.</summary>
    public const int MaxOctets = byte.MaxValue;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<byte[]> _ids = [];

    /// <summary>Whether a text can be an id: not empty, well-formed, not too long.</summary>
    public static bool IsSound(string id)
    {
        try
        {
            return Strict.GetByteCount(id) is > 0 and <= MaxOctets;
        }
        catch (EncoderFallbackException)
        {
            return false;
        }
    }

    /// <summary>The text of an id's octets; null where they are none.</summary>
    public static string? Text(ReadOnlySpan<byte> id) =>
        !id.IsEmpty && System.Text.Unicode.Utf8.IsValid(id) ? Strict.GetString(id) : null;

    /// <summary>The number of a sound id, a new one where it was not met before.</summary>
    public int Number(string id)
    {
        if (_numbers.TryGetValue(id, out int number))
            return number;
        number = _ids.Count;
        _numbers.Add(id, number);
        _ids.Add(Strict.GetBytes(id));
        return number;
    }

    /// <summary>The octets of an id.</summary>
    public ReadOnlySpan<byte> Octets(int number) => _ids[number];

    /// <summary>For each number the place of its id among all of them, octet by octet: what the order of adding has no part in.</summary>
    public int[] Places()
    {
        int[] byPlace = [.. Enumerable.Range(0, _ids.Count)];
        byPlace.AsSpan().Sort((left, right) => _ids[left].AsSpan().SequenceCompareTo(_ids[right]));
        int[] places = new int[byPlace.Length];
        for (int place = 0; place < byPlace.Length; place++)
            places[byPlace[place]] = place;
        return places;
    }
}

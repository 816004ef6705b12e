namespace DomainBlock.Idn;

/// <summary>
/// Punycode, RFC 3492, with its parameters for IDNA (§5). Both ways stop rather than overflow (§6.4); the quadratic
/// cost is bounded by the room that callers give.
/// </summary>
internal static class Punycode
{
    private const int Base = 36;
    private const int TMin = 1;
    private const int TMax = 26;
    private const int Skew = 38;
    private const int Damp = 700;
    private const int InitialBias = 72;
    private const int InitialN = 0x80;
    private const int Delimiter = '-';

    /// <summary>Encodes code points (RFC 3492 §6.3).</summary>
    /// <returns>How many octets were written, or -1 if the room is too small or a number overflows.</returns>
    public static int Encode(ReadOnlySpan<int> codePoints, Span<byte> destination)
    {
        int written = 0;
        int next = int.MaxValue;
        foreach (int c in codePoints)
        {
            if (c >= InitialN)
            {
                next = Math.Min(next, c);
                continue;
            }
            if (written == destination.Length)
                return -1;
            destination[written++] = (byte)c;
        }
        int basic = written;
        int handled = basic;
        if (basic > 0)
        {
            if (written == destination.Length)
                return -1;
            destination[written++] = Delimiter;
        }

        int n = InitialN;
        int bias = InitialBias;
        uint delta = 0;
        while (handled < codePoints.Length)
        {
            ulong sum = delta + ((ulong)(next - n) * (uint)(handled + 1));
            if (sum > uint.MaxValue - (uint)codePoints.Length)
                return -1;
            delta = (uint)sum;
            n = next;

            // The same pass finds the code point that comes next.
            next = int.MaxValue;
            foreach (int c in codePoints)
            {
                if (c < n)
                {
                    delta++;
                }
                else if (c > n)
                {
                    next = Math.Min(next, c);
                }
                else
                {
                    int size = EncodeInteger(delta, bias, destination[written..]);
                    if (size < 0)
                        return -1;
                    written += size;
                    bias = Adapt(delta, handled + 1, handled == basic);
                    delta = 0;
                    handled++;
                }
            }
            delta++;
            n++;
        }
        return written;
    }

    /// <summary>Decodes the part of an ACE label that follows <c>xn--</c> (RFC 3492 §6.2).</summary>
    /// <param name="encoded">Lower-case ASCII.</param>
    /// <param name="codePoints">Room for as many code points as there are characters.</param>
    /// <returns>How many code points were written, or -1 if the text is no Punycode of Unicode scalar values.</returns>
    public static int Decode(ReadOnlySpan<int> encoded, Span<int> codePoints)
    {
        // What stands before the last delimiter is taken as it is; a delimiter that begins the text delimits nothing
        // and is then a bad digit.
        int basic = Math.Max(encoded.LastIndexOf(Delimiter), 0);
        encoded[..basic].CopyTo(codePoints);
        int count = basic;
        int position = basic > 0 ? basic + 1 : 0;

        int n = InitialN;
        int bias = InitialBias;
        uint i = 0;
        while (position < encoded.Length)
        {
            uint old = i;
            ulong weight = 1;
            for (int k = Base; ; k += Base)
            {
                if (position == encoded.Length)
                    return -1;
                uint digit = Digit(encoded[position++]);
                if (digit >= Base)
                    return -1;
                ulong sum = i + (digit * weight);
                if (sum > int.MaxValue)
                    return -1;
                i = (uint)sum;
                uint threshold = Threshold(k, bias);
                if (digit < threshold)
                    break;
                weight *= Base - threshold;
                if (weight > int.MaxValue)
                    return -1;
            }

            uint places = (uint)count + 1;
            bias = Adapt(i - old, count + 1, old == 0);
            ulong codePoint = (uint)n + (ulong)(i / places);
            if (codePoint is > 0x10FFFF or (>= 0xD800 and <= 0xDFFF))
                return -1;
            n = (int)codePoint;
            i %= places;
            codePoints[(int)i..count].CopyTo(codePoints[((int)i + 1)..]);
            codePoints[(int)i++] = n;
            count++;
        }
        return count;
    }

    private static int EncodeInteger(uint value, int bias, Span<byte> destination)
    {
        int written = 0;
        for (int k = Base; ; k += Base)
        {
            if (written == destination.Length)
                return -1;
            uint threshold = Threshold(k, bias);
            if (value < threshold)
            {
                destination[written++] = Letter(value);
                return written;
            }

            // Nearly always the threshold is one of its bounds, and dividing by a constant needs no division.
            value -= threshold;
            uint quotient = threshold switch
            {
                TMin => value / (Base - TMin),
                TMax => value / (Base - TMax),
                _ => value / (Base - threshold),
            };
            destination[written++] = Letter(threshold + value - (quotient * (Base - threshold)));
            value = quotient;
        }
    }

    private static uint Threshold(int k, int bias) => (uint)Math.Clamp(k - bias, TMin, TMax);

    /// <summary>Bias adaptation, RFC 3492 §6.1.</summary>
    private static int Adapt(uint delta, int points, bool isFirst)
    {
        delta /= isFirst ? Damp : 2u;
        delta += delta / (uint)points;
        int k = 0;
        while (delta > (Base - TMin) * TMax / 2)
        {
            delta /= Base - TMin;
            k += Base;
        }
        return k + (int)((Base - TMin + 1) * delta / (delta + Skew));
    }

    private static byte Letter(uint digit) => (byte)(digit < 26 ? 'a' + digit : '0' + digit - 26);

    private static uint Digit(int character) => character switch
    {
        >= 'a' and <= 'z' => (uint)(character - 'a'),
        >= 'A' and <= 'Z' => (uint)(character - 'A'),
        >= '0' and <= '9' => (uint)(character - '0' + 26),
        _ => Base,
    };
}

using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace DomainBlock.Text;

/// <summary>
/// Room on the stack for one canonical name: its labels in wire form, lower case, from left to right, without the
/// closing root octet. Any suffix of the name is then one contiguous slice, which is what the index compares.
/// </summary>
internal struct NameBuffer
{
    /// <summary>RFC 1035 §2.3.4: 255 octets, of which the last is the root's.</summary>
    public const int MaxOctets = 254;

    /// <summary>RFC 1035 §2.3.4. The two top bits of a length octet mark pointers.</summary>
    public const int MaxLabelOctets = 63;

    /// <summary>Labels of one octet each, with their length octets, fill 254 octets.</summary>
    public const int MaxLabels = 127;

    private OctetRoom _octets;

    /// <summary>Where each label begins, and behind the last one where it ends.</summary>
    private LabelRoom _labelStarts;
    private int _length;
    private int _labelCount;

    /// <summary>How many labels the name has; 0 for the root.</summary>
    public readonly int LabelCount => _labelCount;

    /// <summary>The whole name: each label's length octet and octets, no root octet.</summary>
    [UnscopedRef]
    public readonly ReadOnlySpan<byte> Octets => ((ReadOnlySpan<byte>)_octets)[.._length];

    /// <summary>
    /// The name without the first length octet: labels with one octet between two of them, as in text. Empty for the root.
    /// </summary>
    [UnscopedRef]
    public readonly ReadOnlySpan<byte> Text => _length == 0 ? [] : ((ReadOnlySpan<byte>)_octets)[1.._length];

    /// <summary>Where each label begins in <see cref="Text"/>, and one past where an octet behind the last label would be.</summary>
    [UnscopedRef]
    public readonly ReadOnlySpan<byte> LabelStarts => ((ReadOnlySpan<byte>)_labelStarts)[..(_labelCount + 1)];

    /// <summary>Writes the name as text with a dot between two labels, which it is taken apart by again with <paramref name="ends"/> only.</summary>
    /// <param name="room">Room for <see cref="MaxOctets"/> octets.</param>
    /// <param name="ends">Where labels end.</param>
    /// <returns>The text.</returns>
    public readonly ReadOnlySpan<byte> CopyText(Span<byte> room, out LabelEnds ends)
    {
        ReadOnlySpan<byte> text = Text;
        text.CopyTo(room);
        LabelEnds.EndBits bits = default;
        for (int label = 1; label <= _labelCount; label++)
        {
            int end = _labelStarts[label] - 1;
            bits.Set(end);
            room[end] = (byte)'.';
        }
        ends = new LabelEnds(bits, text.Length);
        return room[..text.Length];
    }

    /// <summary>Forgets the name, leaving the root.</summary>
    public void Clear()
    {
        _length = _labelCount = 0;
        _labelStarts[0] = 0;
    }

    /// <summary>Takes a name that is known to be canonical.</summary>
    /// <param name="octets">Its labels in wire form, lower case, without the root octet.</param>
    public void TakeCanonical(scoped ReadOnlySpan<byte> octets)
    {
        Clear();
        octets.CopyTo(_octets);
        while (_length < octets.Length)
        {
            _length += 1 + octets[_length];
            _labelStarts[++_labelCount] = (byte)_length;
        }
    }

    /// <summary>Appends a label that the caller has not checked.</summary>
    /// <returns><see cref="NameStatus.Valid"/>, or why there is no room; the buffer is then unchanged.</returns>
    public NameStatus TryAppendLabel(scoped ReadOnlySpan<byte> label)
    {
        if (label.IsEmpty)
            return NameStatus.EmptyLabel;
        if (label.Length > MaxLabelOctets)
            return NameStatus.LabelTooLong;
        if (_length + 1 + label.Length > MaxOctets)
            return NameStatus.NameTooLong;

        Span<byte> room = _octets;
        room[_length++] = (byte)label.Length;
        AsciiFold.Copy(label, room[_length..]);
        _length += label.Length;
        _labelStarts[++_labelCount] = (byte)_length;
        return NameStatus.Valid;
    }

    /// <summary>
    /// Where plain text can be put as it is, in lower case: one octet behind the start, so that the place before the
    /// first label and each dot's place become the length octets. <see cref="TakeText"/> then makes it a name.
    /// </summary>
    [UnscopedRef]
    public Span<byte> TextRoom => ((Span<byte>)_octets)[1..];

    /// <summary>Makes the text in <see cref="TextRoom"/> the name.</summary>
    /// <param name="scan">What was found in that text, or in the text that it was copied from.</param>
    public void TakeText(in PlainScan scan)
    {
        Span<byte> room = _octets;
        int label = 0;
        _labelStarts[0] = 0;
        for (int start = 0; start < scan.Length;)
        {
            int end = scan.Ends.LabelEnd(start);
            room[start] = (byte)(end - start);
            start = end + 1;
            _labelStarts[++label] = (byte)start;
        }
        _labelCount = label;
        _length = scan.Length + 1;
    }

    /// <summary>
    /// Room for the octets of one more label, to be written there and then taken with <see cref="TakeLabel"/>: shorter than a
    /// label may be where the name is nearly full.
    /// </summary>
    [UnscopedRef]
    public Span<byte> NextLabel
    {
        get
        {
            int start = Math.Min(_length + 1, MaxOctets);
            return ((Span<byte>)_octets).Slice(start, Math.Min(MaxLabelOctets, MaxOctets - start));
        }
    }

    /// <summary>Takes the label that stands in <see cref="NextLabel"/>, which must be in lower case.</summary>
    /// <param name="length">Its octets, at least one and no more than there was room for.</param>
    public void TakeLabel(int length)
    {
        _octets[_length] = (byte)length;
        _length += 1 + length;
        _labelStarts[++_labelCount] = (byte)_length;
    }

    [InlineArray(MaxOctets)]
    private struct OctetRoom
    {
        private byte _first;
    }

    [InlineArray(MaxLabels + 1)]
    private struct LabelRoom
    {
        private byte _first;
    }
}

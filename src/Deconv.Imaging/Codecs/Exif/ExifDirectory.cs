using System.Buffers.Binary;

namespace Deconv.Imaging.Codecs.Exif;

/// <summary>
/// One directory of an EXIF block, changed where it stands: maker notes count from the start of the block, so nothing behind it may move. What does
/// not lie in the block is taken as missing.
/// </summary>
internal ref struct ExifDirectory
{
    private const int HeaderLength = 8,
        CountLength = 2,
        EntryLength = 12,
        PointerLength = 4;

    private const int Byte = 1,
        Short = 3,
        Long = 4;

    private readonly Span<byte> _block;
    private readonly bool _little;
    private readonly int _at;
    private int _count;

    private ExifDirectory(Span<byte> block, bool little, int at)
    {
        _block = block;
        (_little, _at) = (little, at);
        _count = Math.Min(Read16(block[at..]), (block.Length - at - CountLength) / EntryLength);
    }

    /// <summary>Where the directory ends: what lies behind it are values.</summary>
    public readonly int End => Math.Min(_block.Length, Pointer + PointerLength);

    private readonly int Pointer => _at + CountLength + (_count * EntryLength);

    /// <summary>The first directory of a block.</summary>
    public static bool TryFirst(Span<byte> block, out ExifDirectory directory)
    {
        directory = default;
        bool little = block.StartsWith("II"u8);
        if (block.Length < HeaderLength || !(little || block.StartsWith("MM"u8)))
            return false;
        return TryOpen(block, little, block[4..], out directory);
    }

    /// <summary>The directory that follows this one.</summary>
    public readonly bool TryNext(out ExifDirectory next)
    {
        next = default;
        return Pointer + PointerLength <= _block.Length && TryOpen(_block, _little, _block[Pointer..], out next);
    }

    /// <summary>The directory that a field of this one points to.</summary>
    public readonly bool TryBelow(int tag, out ExifDirectory below)
    {
        below = default;
        return Find(tag) is var entry && !entry.IsEmpty && TryOpen(_block, _little, entry[8..], out below);
    }

    /// <summary>Lets no directory follow this one.</summary>
    public readonly void EndHere()
    {
        if (Pointer + PointerLength <= _block.Length)
            _block.Slice(Pointer, PointerLength).Clear();
    }

    /// <summary>A whole number; null if there is no such field, or it has more than one value.</summary>
    public readonly long? Number(int tag)
    {
        Span<byte> entry = Find(tag);
        if (entry.IsEmpty || Read32(entry[4..]) != 1)
            return null;
        return Read16(entry[2..]) switch
        {
            Byte => entry[8],
            Short => Read16(entry[8..]),
            Long => Read32(entry[8..]),
            _ => null,
        };
    }

    /// <summary>Sets a whole number; without effect if there is no such field. A field too narrow for the value becomes one of 32 bits.</summary>
    public readonly void Set(int tag, int value)
    {
        if (Number(tag) is null)
            return;
        Span<byte> entry = Find(tag);
        bool isShort = Read16(entry[2..]) == Short && value <= ushort.MaxValue;
        entry[8..].Clear();
        if (isShort)
        {
            Write16(entry[8..], value);
            return;
        }

        Write16(entry[2..], Long);
        if (_little)
            BinaryPrimitives.WriteInt32LittleEndian(entry[8..], value);
        else
            BinaryPrimitives.WriteInt32BigEndian(entry[8..], value);
    }

    /// <summary>Exchanges the values of two fields; without effect unless there are both.</summary>
    public readonly void Exchange(int one, int other)
    {
        Span<byte> first = Find(one),
            second = Find(other);
        if (first.IsEmpty || second.IsEmpty)
            return;
        Span<byte> kept = stackalloc byte[EntryLength - 2];
        first[2..].CopyTo(kept);
        second[2..].CopyTo(first[2..]);
        kept.CopyTo(second[2..]);
    }

    /// <summary>Takes a field out; those behind it move up.</summary>
    public void Remove(int tag)
    {
        int entry = Position(tag);
        if (entry < 0)
            return;
        _block[(entry + EntryLength)..End].CopyTo(_block[entry..]);
        _block[(End - EntryLength)..End].Clear();
        Write16(_block[_at..], --_count);
    }

    private static bool TryOpen(Span<byte> block, bool little, ReadOnlySpan<byte> pointer, out ExifDirectory directory)
    {
        uint at = little ? BinaryPrimitives.ReadUInt32LittleEndian(pointer) : BinaryPrimitives.ReadUInt32BigEndian(pointer);
        bool inside = at >= HeaderLength && at <= block.Length - CountLength;
        directory = inside ? new ExifDirectory(block, little, (int)at) : default;
        return inside;
    }

    private readonly Span<byte> Find(int tag) => Position(tag) is var at and >= 0 ? _block.Slice(at, EntryLength) : [];

    private readonly int Position(int tag)
    {
        for (int i = 0, at = _at + CountLength; i < _count; i++, at += EntryLength)
            if (Read16(_block[at..]) == tag)
                return at;
        return -1;
    }

    private readonly ushort Read16(ReadOnlySpan<byte> data) =>
        _little ? BinaryPrimitives.ReadUInt16LittleEndian(data) : BinaryPrimitives.ReadUInt16BigEndian(data);

    private readonly uint Read32(ReadOnlySpan<byte> data) =>
        _little ? BinaryPrimitives.ReadUInt32LittleEndian(data) : BinaryPrimitives.ReadUInt32BigEndian(data);

    private readonly void Write16(Span<byte> to, int value)
    {
        if (_little)
            BinaryPrimitives.WriteUInt16LittleEndian(to, (ushort)value);
        else
            BinaryPrimitives.WriteUInt16BigEndian(to, (ushort)value);
    }
}

"""Makes the frozen pictures beside it, and pictures.json: the size and the SHA-256 of the red, green and blue values
that Pillow and numpy give for each, transparent pixels laid on white in whole numbers. Needs Pillow and numpy."""

import hashlib, io, json, os, struct, zlib
import numpy as np
from PIL import Image

HERE = os.path.dirname(os.path.abspath(__file__))
W, H = 11, 7
rng = np.random.default_rng(5)
y, x = np.mgrid[0:H, 0:W]
rgb = np.stack([x * 23 % 256, y * 37 % 256, x * y * 5 % 256], -1).astype(np.uint8)
rgb[2:5, 3:8] = rng.integers(0, 256, (3, 5, 3))
colour = Image.fromarray(rgb)
alpha = colour.copy()
alpha.putalpha(Image.fromarray(((x * 31 + y * 17) % 256).astype(np.uint8)))
sixteen = colour.quantize(16)
expected = {}


def on_white(rgba):
    values, opacity = rgba[..., :3].astype(np.int64), rgba[..., 3:].astype(np.int64)
    return ((2 * (values * opacity + 255 * (255 - opacity)) + 255) // 510).astype(np.uint8)


def add(name, data, pixels=None):
    with open(os.path.join(HERE, name), 'wb') as file:
        file.write(data)
    if pixels is None:
        pixels = on_white(np.asarray(Image.open(io.BytesIO(data)).convert('RGBA')))
    height, width, _ = pixels.shape
    expected[name] = {'width': width, 'height': height, 'sha256': hashlib.sha256(pixels.tobytes()).hexdigest()}


def saved(name, image, **options):
    file = io.BytesIO()
    image.save(file, os.path.splitext(name)[1][1:].upper(), **options)
    add(name, file.getvalue())


def chunk(kind, content):
    return struct.pack('>I', len(content)) + kind + content + struct.pack('>I', zlib.crc32(kind + content))


def sixteen_bits(name, colour_type, values):
    """Pillow reads such pictures otherwise: each value is rounded to 8 bits here."""
    rows = b''.join(b'\0' + row.astype('>u2').tobytes() for row in values.reshape(H, -1))
    header = struct.pack('>IIBBBBB', W, H, 16, colour_type, 0, 0, 0)
    data = b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', header) + chunk(b'IDAT', zlib.compress(rows)) + chunk(b'IEND', b'')
    rounded = ((values.astype(np.int64) * 255 + 32767) // 65535).astype(np.uint8)
    add(name, data, np.broadcast_to(rounded.reshape(H, W, -1), (H, W, 3)))


def bmp(name, bits, data, palette=b'', compression=0, old=False, flipped=False):
    info = struct.pack('<IiiHHIIiiII', 40, W, -H if flipped else H, 1, bits, compression, len(data), 0, 0, len(palette) // 4, 0)
    if old:
        info = struct.pack('<IHHHH', 12, W, H, 1, bits)
    start = 14 + len(info) + len(palette)
    add(name, b'BM' + struct.pack('<IHHI', start + len(data), 0, 0, start) + info + palette + data)


def runs(row):
    """A row of palette numbers as run lengths."""
    data, at = b'', 0
    while at < W:
        to = at
        while to < W and row[to] == row[at]:
            to += 1
        data, at = data + bytes([to - at, row[at]]), to
    return data + b'\0\0'


saved('grey.png', colour.convert('L'))
saved('grey-alpha.png', alpha.convert('LA'))
saved('colour.png', colour)
saved('alpha.png', alpha)
saved('palette.png', sixteen)
saved('palette-transparent.png', sixteen, transparency=3)
saved('colour-transparent.png', colour, transparency=tuple(int(value) for value in rgb[0, 0]))
saved('one-bit.png', colour.convert('1'))
sixteen_bits('grey-16.png', 0, rng.integers(0, 65536, (H, W)))
sixteen_bits('colour-16.png', 2, rng.integers(0, 65536, (H, W, 3)))
saved('lossy.webp', colour, quality=80)
saved('lossless.webp', colour, lossless=True)
saved('alpha.webp', alpha, lossless=True, exact=True)
saved('lossy-alpha.webp', alpha, quality=70)
saved('colour.bmp', colour)
saved('palette.bmp', sixteen)
saved('one-bit.bmp', colour.convert('1'))
padded = b''.join(row.tobytes() + bytes(-3 * W % 4) for row in rgb)
bmp('top-down.bmp', 24, padded, flipped=True)
bmp('os2.bmp', 24, padded, old=True)
numbers = rng.integers(0, 3, (H, W))
bmp('runs.bmp', 8, b''.join(map(runs, numbers)) + b'\0\1', bytes(range(0, 48, 4)), 1)
saved('palette.gif', sixteen)
saved('transparent.gif', sixteen, transparency=3)
saved('interlaced.gif', sixteen, interlace=1)
saved('animated.gif', sixteen, save_all=True, append_images=[colour.rotate(180).quantize(16)], duration=50)

with open(os.path.join(HERE, 'pictures.json'), 'w') as file:
    json.dump(expected, file, indent=2)
    file.write('\n')

"""The networks of networks.json in Keras, as its users write them, with their optimizers."""
import tensorflow as tf
from tensorflow.keras import Input, Sequential, layers, optimizers


def chain(image, convolutions, dense, classes, normalized=False, dropout=0.0, shift=0):
    """Convolutions of 3 x 3, each as (filters, whether it is pooled), then one dense layer."""
    made = [Input(image), *(augmentation(image, shift) if shift else [])]
    for filters, pooled in convolutions:
        made.append(layers.Conv2D(filters, 3, padding="same", use_bias=not normalized))
        made += [layers.BatchNormalization(momentum=0.9, epsilon=1e-5)] if normalized else []
        made.append(layers.ReLU())
        made += [layers.MaxPool2D(2)] if pooled else []
    made += [layers.Flatten(), layers.Dense(dense, activation="relu")]
    made += [layers.Dropout(dropout)] if dropout > 0 else []
    return Sequential([*made, layers.Dense(classes)])


def augmentation(image, shift):
    """Mirrored half of the time, and shifted by up to so many pixels, zeros moving in."""
    height, width, _ = image
    return [
        layers.RandomFlip("horizontal"),
        layers.RandomTranslation(shift / height, shift / width, fill_mode="constant", interpolation="nearest"),
    ]


def normalized(x, filters, stride=1):
    x = layers.Conv2D(filters, 3, stride, padding="same", use_bias=False)(x)
    return layers.BatchNormalization(momentum=0.9, epsilon=1e-5)(x)


def resnet(image, depth, classes, shift):
    """Shortcuts have no weights: every s-th row and column, zeros for new channels."""
    start = x = Input(image)
    for layer in augmentation(image, shift):
        x = layer(x)
    x = layers.ReLU()(normalized(x, 16))
    for filters in [16, 32, 64]:
        for _ in range((depth - 2) // 6):
            around = x
            added = filters - x.shape[-1]
            x = layers.ReLU()(normalized(x, filters, 2 if added else 1))
            x = normalized(x, filters)
            if added:
                around = layers.Lambda(lambda y, n: tf.pad(y[:, ::2, ::2], [[0, 0]] * 3 + [[0, n]]), arguments={"n": added})(around)  # fmt: skip
            x = layers.ReLU()(layers.Add()([x, around]))
    return tf.keras.Model(start, layers.Dense(classes)(layers.GlobalAveragePooling2D()(x)))


def mlp(image, classes):
    relu = [layers.Dense(units, activation="relu") for units in [300, 100]]
    return Sequential([Input(image), layers.Flatten(), *relu, layers.Dense(classes)])


class Positions(layers.Layer):
    """Adds to each token what is learned of its place."""

    def build(self, shape):
        start = tf.keras.initializers.TruncatedNormal(stddev=0.02)
        self.positions = self.add_weight(shape=shape[1:], initializer=start)

    def call(self, tokens):
        return tokens + self.positions


def transformer(image, patch, width, blocks, heads, classes):
    """Patches through a strided convolution, blocks that normalize first, the mean of the tokens."""
    start = Input(image)
    tokens = layers.Reshape([-1, width])(layers.Conv2D(width, patch, patch)(start))
    x = Positions()(tokens)
    for _ in range(blocks):
        inner = layers.LayerNormalization(epsilon=1e-5)(x)
        x = layers.Add()([x, layers.MultiHeadAttention(heads, width // heads)(inner, inner)])
        inner = layers.LayerNormalization(epsilon=1e-5)(x)
        inner = layers.Dense(width)(layers.Dense(4 * width, activation="gelu")(inner))
        x = layers.Add()([x, inner])
    x = layers.GlobalAveragePooling1D()(layers.LayerNormalization(epsilon=1e-5)(x))
    return tf.keras.Model(start, layers.Dense(classes)(x))


def sgd():
    return optimizers.SGD(0.01, momentum=0.9, nesterov=True, weight_decay=5e-4, global_clipnorm=1.0)


small = [(16, True), (32, True), (32, False), (32, False)]
large = [(64, True), (128, True), (192, False), (192, False), (128, True)]
"""By name: the network and its optimizer."""
networks = {
    "small": (lambda: chain([28, 28, 1], small, 64, 5), sgd),
    "large": (lambda: chain([64, 64, 3], large, 1024, 100), sgd),
    "regularized": (
        lambda: chain([28, 28, 1], small, 64, 5, normalized=True, dropout=0.5, shift=2),
        lambda: optimizers.Adam(0.001),
    ),
    "resnet": (lambda: resnet([32, 32, 3], 20, 10, 4), lambda: optimizers.SGD(0.1, momentum=0.9, weight_decay=1e-4)),
    "mlp": (lambda: mlp([28, 28, 1], 10), lambda: optimizers.Adam(0.0012)),
    "transformer": (
        lambda: transformer([32, 32, 3], 4, 64, 6, 4, 10),
        lambda: optimizers.AdamW(0.001, weight_decay=0.05),
    ),
}
